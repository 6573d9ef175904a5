package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.CorruptObjectException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Goes once through the bytes of a node and checks each part. */
final class NodeReader {
    private static final int MAGIC = 4;

    private final Digest digest;
    private final byte[] bytes;
    private final ByteBuffer in;
    private int lastName = -1;
    private int lastLength;

    NodeReader(Digest digest, byte[] bytes) {
        this.digest = digest;
        this.bytes = bytes;
        this.in = ByteBuffer.wrap(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return in.position();
    }

    /** Reads what every node begins with. */
    int kind() {
        require(bytes.length >= MAGIC, "it is too short");
        int kind = bytes[MAGIC - 1];
        require(Arrays.equals(bytes, 0, MAGIC, TreeNode.magic(kind), 0, MAGIC), "it does not begin like a tree node");
        in.position(MAGIC);
        return kind;
    }

    /** Reads a number of parts, each of which has at least {@code smallest} bytes. */
    int count(int smallest) {
        int count = number();
        require(count <= in.remaining() / smallest, "it ends too early");
        return count;
    }

    int number() {
        require(in.remaining() >= 4, "it ends too early");
        int number = in.getInt();
        require(number >= 0, "it has a negative number");
        return number;
    }

    byte octet() {
        require(in.hasRemaining(), "it ends too early");
        return in.get();
    }

    /** Passes over a name, which must come behind the one before. */
    void name() {
        require(in.remaining() >= 2, "it ends too early");
        int length = Short.toUnsignedInt(in.getShort());
        int start = in.position();
        skip(length);
        require(TreePath.isName(bytes, start, start + length), "it has a name that is none");
        boolean ascends = lastName < 0
                || Arrays.compareUnsigned(bytes, lastName, lastName + lastLength, bytes, start, start + length) < 0;
        require(ascends, "its names are not sorted");
        lastName = start;
        lastLength = length;
    }

    /** Passes over a digest and a size. */
    void content() {
        skip(Digest.BYTES);
        require(in.remaining() >= 8, "it ends too early");
        require(in.getLong() >= 0, "it has a negative size");
    }

    void end() {
        require(!in.hasRemaining(), "it does not end where it should");
    }

    void require(boolean condition, String reason) {
        if (!condition) {
            throw corrupt(reason);
        }
    }

    CorruptObjectException corrupt(String reason) {
        return new CorruptObjectException("Cannot use tree node " + digest + ": " + reason);
    }

    private void skip(int length) {
        require(in.remaining() >= length, "it ends too early");
        in.position(in.position() + length);
    }
}
