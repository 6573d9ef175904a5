package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * A directory of more than {@link #MOST_WHOLE} names as a list of parts, each a {@link DirectoryNode}. Where it is cut
 * depends on its names alone, and mostly on those close by: a new name changes one part and this list, whatever way the
 * directory came to be.
 */
record DividedNode(List<Part> parts, int size) implements TreeNode {
    static final int KIND = 2;

    /** A directory of so many names is one node of about 120 KB. */
    static final int MOST_WHOLE = 2048;

    // A part ends behind a name of which the SHA-256 begins with ten zero bits: every 1,024th. Of a million names, a
    // part of 60 KB and a list of 55 KB change; parts half or twice that size would make it more.
    private static final int CUT_MASK = 0x3ff;

    // Length of the name (2), name, digest, size (8), names in it (4).
    private static final int SMALLEST = 2 + 1 + Digest.BYTES + 8 + 4;

    /**
     * A part.
     *
     * @param first its first name
     * @param size of its node, in bytes
     * @param count of its names
     */
    record Part(TreePath first, Digest digest, long size, int count) {}

    DividedNode {
        parts = List.copyOf(parts);
    }

    static DividedNode read(NodeReader in) {
        byte[] bytes = in.bytes();
        Part[] parts = new Part[in.count(SMALLEST)];
        long names = 0;
        for (int i = 0; i < parts.length; i++) {
            int start = in.position() + 2;
            in.name();
            int at = in.position();
            in.content();
            int count = in.number();
            in.require(count > 0, "it has an empty part");
            Digest digest = Digest.ofBytes(Arrays.copyOfRange(bytes, at, at + Digest.BYTES));
            long size = ByteBuffer.wrap(bytes).getLong(at + Digest.BYTES);
            parts[i] = new Part(TreePath.named(Arrays.copyOfRange(bytes, start, at)), digest, size, count);
            names += count;
        }
        in.end();
        in.require(names > MOST_WHOLE, "it is divided, and has only " + names + " names");
        return new DividedNode(List.of(parts), bytes.length);
    }

    static byte[] encode(List<Part> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(TreeNode.magic(KIND));
        out.writeBytes(ByteBuffer.allocate(4).putInt(parts.size()).array());
        for (Part part : parts) {
            byte[] first = part.first().bytes();
            out.writeBytes(ByteBuffer.allocate(SMALLEST - 1 + first.length)
                    .putShort((short) first.length)
                    .put(first)
                    .put(part.digest().bytes())
                    .putLong(part.size())
                    .putInt(part.count())
                    .array());
        }
        return out.toByteArray();
    }

    /** Whether a part ends behind a name with this SHA-256. */
    static boolean endsPart(byte[] sha256) {
        int bits = Byte.toUnsignedInt(sha256[0]) << 8 | Byte.toUnsignedInt(sha256[1]);
        return (bits >> 6 & CUT_MASK) == 0;
    }

    /** The part that has the name, or would have it. */
    int partOf(TreePath name) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).first().compareTo(name) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
