package dev.sitemend.store.pack;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.CorruptObjectException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A pack's index as its bytes, sorted by digest and searched in place: 57 bytes an object, nothing else in memory. */
final class PackIndex {
    private static final int KIND = Digest.BYTES;
    private static final int OFFSET = KIND + 1;
    private static final int STORED = OFFSET + 8;
    private static final int SIZE = STORED + 8;

    private final byte[] bytes;
    private final ByteBuffer fields;
    private final int start;
    private final int count;

    private PackIndex(byte[] bytes, int start, int count) {
        this.bytes = bytes;
        this.fields = ByteBuffer.wrap(bytes);
        this.start = start;
        this.count = count;
    }

    /**
     * Reads index and footer, and keeps {@code tail}.
     *
     * @param tail the pack's last bytes, of which the index begins at {@code start}
     * @throws CorruptObjectException if they are not what the reference says, or not whole
     */
    static PackIndex parse(PackReference reference, byte[] tail, int start) {
        int footer = tail.length - PackFormat.FOOTER_BYTES;
        require(footer >= start, reference, "it has no footer");
        int version = tail[tail.length - 1];
        boolean isPack = version >= 1
                && version <= PackFormat.VERSION
                && Arrays.equals(
                        tail,
                        tail.length - PackFormat.MAGIC_BYTES,
                        tail.length,
                        PackFormat.magic(version),
                        0,
                        PackFormat.MAGIC_BYTES);
        require(isPack, reference, "it does not end like a pack of version 1 to " + PackFormat.VERSION);

        ByteBuffer fields = ByteBuffer.wrap(tail, footer, PackFormat.FOOTER_BYTES);
        long treesOffset = fields.getLong();
        long indexOffset = fields.getLong();
        long count = fields.getLong();
        byte[] digest = new byte[Digest.BYTES];
        fields.get(digest);
        byte[] found = Sha256.of(tail, start, footer + PackFormat.COUNTS_BYTES - start);
        require(Arrays.equals(digest, found), reference, "its index does not have the digest that its footer names");
        require(
                treesOffset == reference.treesOffset() && indexOffset == reference.indexOffset(),
                reference,
                "its footer says trees at " + treesOffset + " and index at " + indexOffset);
        require(
                count >= 0 && count * PackFormat.INDEX_ENTRY_BYTES == footer - start,
                reference,
                "its index has " + (footer - start) + " bytes for " + count + " objects");

        PackIndex index = new PackIndex(tail, start, (int) count);
        index.check(reference, PackFormat.headerBytes(version));
        return index;
    }

    /** Where in the index the object is; negative if it is not. */
    int find(Digest digest) {
        byte[] wanted = digest.bytes();
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, wanted);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    PackEntry entry(int position) {
        int at = at(position);
        Digest digest = Digest.ofBytes(Arrays.copyOfRange(bytes, at, at + Digest.BYTES));
        return new PackEntry(
                digest, isTree(position), fields.getLong(at + OFFSET), stored(position), fields.getLong(at + SIZE));
    }

    boolean isTree(int position) {
        return bytes[at(position) + KIND] == PackFormat.TREE;
    }

    long stored(int position) {
        return fields.getLong(at(position) + STORED);
    }

    int count() {
        return count;
    }

    private int at(int position) {
        return start + position * PackFormat.INDEX_ENTRY_BYTES;
    }

    private int compare(int position, byte[] digest) {
        int at = at(position);
        return Arrays.compareUnsigned(bytes, at, at + Digest.BYTES, digest, 0, Digest.BYTES);
    }

    private void check(PackReference reference, int headerBytes) {
        for (int i = 0; i < count; i++) {
            int at = at(i);
            byte kind = bytes[at + KIND];
            require(kind == PackFormat.TREE || kind == PackFormat.BLOB, reference, "it has an object of kind " + kind);
            if (i > 0) {
                int before = at - PackFormat.INDEX_ENTRY_BYTES;
                int order = Arrays.compareUnsigned(bytes, before, before + Digest.BYTES, bytes, at, at + Digest.BYTES);
                require(order < 0, reference, "its index is not sorted");
            }

            long offset = fields.getLong(at + OFFSET);
            long from = isTree(i) ? reference.treesOffset() : headerBytes;
            long to = isTree(i) ? reference.indexOffset() : reference.treesOffset();
            boolean inside =
                    offset >= from && stored(i) > 0 && stored(i) <= to - offset && fields.getLong(at + SIZE) >= 0;
            require(inside, reference, "object " + i + " of its index lies outside of its part of the pack");
        }
    }

    private static void require(boolean condition, PackReference reference, String reason) {
        if (!condition) {
            throw new CorruptObjectException("Cannot use pack " + reference.digest() + ": " + reason);
        }
    }
}
