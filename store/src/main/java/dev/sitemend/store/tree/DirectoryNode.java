package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The names of a directory, or of one part of it, and what lies under them; read in place. Equal directories are equal
 * bytes: names are sorted byte by byte, and there is one way to write each.
 */
final class DirectoryNode implements TreeNode {
    static final int KIND = 1;

    // Kind (1), length of the name (2), name, digest, size (8).
    private static final int BEFORE_NAME = 3;
    private static final int BEHIND_NAME = Digest.BYTES + 8;

    private final byte[] bytes;

    // Where each entry begins, and where the last ends.
    private final int[] offsets;

    private DirectoryNode(byte[] bytes, int[] offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
    }

    static DirectoryNode read(NodeReader in) {
        int[] offsets = new int[in.count(BEFORE_NAME + 1 + BEHIND_NAME) + 1];
        for (int i = 0; i < offsets.length - 1; i++) {
            offsets[i] = in.position();
            byte code = in.octet();
            in.require(EntryKind.isCode(code), "it has an entry of kind " + code);
            in.name();
            in.content();
        }
        offsets[offsets.length - 1] = in.position();
        in.end();
        return new DirectoryNode(in.bytes(), offsets);
    }

    /** An entry as it is written. */
    static byte[] entry(byte[] name, TreeEntry entry) {
        if (name.length > LONGEST_NAME) {
            throw new IllegalArgumentException("Cannot store a name of " + name.length + " bytes");
        }
        return ByteBuffer.allocate(BEFORE_NAME + name.length + BEHIND_NAME)
                .put(entry.kind().code())
                .putShort((short) name.length)
                .put(name)
                .put(entry.digest().bytes())
                .putLong(entry.size())
                .array();
    }

    @Override
    public int size() {
        return bytes.length;
    }

    int count() {
        return offsets.length - 1;
    }

    byte[] name(int position) {
        return Arrays.copyOfRange(bytes, offsets[position] + BEFORE_NAME, nameEnd(position));
    }

    TreeEntry entry(int position) {
        EntryKind kind = EntryKind.of(bytes[offsets[position]]);
        int at = nameEnd(position);
        Digest digest = Digest.ofBytes(Arrays.copyOfRange(bytes, at, at + Digest.BYTES));
        return new TreeEntry(kind, digest, ByteBuffer.wrap(bytes).getLong(at + Digest.BYTES));
    }

    /** Where the name is, or else where it would be, as {@link Arrays#binarySearch} says it. */
    int find(byte[] name) {
        int low = 0;
        int high = count() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    int compare(int position, byte[] name) {
        return Arrays.compareUnsigned(bytes, offsets[position] + BEFORE_NAME, nameEnd(position), name, 0, name.length);
    }

    /** Hands some entries on as they are. */
    void copy(int from, int to, DirectoryWriter writer) {
        for (int i = from; i < to; i++) {
            writer.add(bytes, offsets[i], offsets[i + 1] - offsets[i], offsets[i] + BEFORE_NAME, nameEnd(i));
        }
    }

    private int nameEnd(int position) {
        return offsets[position + 1] - BEHIND_NAME;
    }
}
