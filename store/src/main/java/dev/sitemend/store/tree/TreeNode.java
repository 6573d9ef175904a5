package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.CorruptObjectException;
import java.nio.charset.StandardCharsets;

/**
 * A stored node: a directory, or how a directory with many names is divided. {@code docs/formats.md} is the
 * specification.
 */
sealed interface TreeNode permits DirectoryNode, DividedNode {
    int LONGEST_NAME = 0xffff;

    /** What a node begins with; its last byte says of which kind it is. */
    static byte[] magic(int kind) {
        byte[] magic = "SMT\0".getBytes(StandardCharsets.US_ASCII);
        magic[3] = (byte) kind;
        return magic;
    }

    /** How many bytes the node has. */
    int size();

    /**
     * Reads a node. The bytes are not copied.
     *
     * @throws CorruptObjectException if the bytes are not exactly one node, written the one way there is
     */
    static TreeNode decode(Digest digest, byte[] bytes) {
        NodeReader in = new NodeReader(digest, bytes);
        int kind = in.kind();
        return switch (kind) {
            case DirectoryNode.KIND -> DirectoryNode.read(in);
            case DividedNode.KIND -> DividedNode.read(in);
            default -> throw in.corrupt("it is a tree node of kind " + kind);
        };
    }
}
