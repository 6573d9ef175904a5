package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.pack.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Takes the entries of one directory in the order of their names, and makes its nodes. Used once. */
final class DirectoryWriter {
    private final Map<Digest, byte[]> nodes;
    private final MessageDigest sha256 = Sha256.start();
    private final List<DividedNode.Part> parts = new ArrayList<>();

    // Parts that are complete, while it is open whether the directory will be divided.
    private final List<Pending> pending = new ArrayList<>();
    private Pending current = new Pending();
    private long count;

    /** Entries of one part. */
    private static final class Pending {
        private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
        private byte[] first = {};
        private int count;
    }

    /**
     * A writer.
     *
     * @param nodes where the nodes are put
     */
    DirectoryWriter(Map<Digest, byte[]> nodes) {
        this.nodes = nodes;
    }

    void add(byte[] name, TreeEntry entry) {
        byte[] bytes = DirectoryNode.entry(name, entry);
        add(bytes, 0, bytes.length, 3, 3 + name.length);
    }

    /** Adds an entry that was written before. */
    void add(byte[] bytes, int offset, int length, int nameStart, int nameEnd) {
        if (current.count == 0) {
            current.first = Arrays.copyOfRange(bytes, nameStart, nameEnd);
        }
        current.entries.write(bytes, offset, length);
        current.count++;
        count++;

        sha256.update(bytes, nameStart, nameEnd - nameStart);
        if (DividedNode.endsPart(sha256.digest())) {
            pending.add(current);
            current = new Pending();
        }
        if (count > DividedNode.MOST_WHOLE) {
            pending.forEach(this::end);
            pending.clear();
        }
    }

    /** Whether the next name begins a part, so that one that is there already can be taken as it is. */
    boolean atCut() {
        return current.count == 0;
    }

    /** Takes a part that is there already. The directory will have more than {@link DividedNode#MOST_WHOLE} names. */
    void take(DividedNode.Part part) {
        pending.forEach(this::end);
        pending.clear();
        parts.add(part);
        count += part.count();
    }

    /** The directory. */
    TreeEntry end() {
        if (current.count > 0) {
            pending.add(current);
        }
        if (count > DividedNode.MOST_WHOLE) {
            pending.forEach(this::end);
            return keep(DividedNode.encode(parts));
        }

        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        pending.forEach(part -> entries.writeBytes(part.entries.toByteArray()));
        return keep(node((int) count, entries));
    }

    private void end(Pending part) {
        TreeEntry node = keep(node(part.count, part.entries));
        parts.add(new DividedNode.Part(TreePath.named(part.first), node.digest(), node.size(), part.count));
    }

    private static byte[] node(int count, ByteArrayOutputStream entries) {
        byte[] magic = TreeNode.magic(DirectoryNode.KIND);
        return ByteBuffer.allocate(magic.length + 4 + entries.size())
                .put(magic)
                .putInt(count)
                .put(entries.toByteArray())
                .array();
    }

    private TreeEntry keep(byte[] node) {
        Digest digest = Sha256.of(node);
        nodes.putIfAbsent(digest, node);
        return new TreeEntry(EntryKind.DIRECTORY, digest, node.length);
    }
}
