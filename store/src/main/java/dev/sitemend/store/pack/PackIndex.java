package dev.sitemend.store.pack;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.CorruptObjectException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A pack's index as its bytes, sorted by digest and searched in place: 57 bytes an object, nothing else in memory. */
final class PackIndex {
    private final byte[] bytes;
    private final int count;

    private PackIndex(byte[] bytes, int count) {
        this.bytes = bytes;
        this.count = count;
    }

    /**
     * Reads index and footer.
     *
     * @param end the pack's last bytes, from its index on
     * @throws CorruptObjectException if they are not what the reference says, or not whole
     */
    static PackIndex parse(PackReference reference, byte[] end) {
        int footer = end.length - PackFormat.FOOTER_BYTES;
        require(footer >= 0, reference, "it has no footer");
        byte[] magic = Arrays.copyOfRange(end, end.length - PackFormat.HEADER_BYTES, end.length);
        require(
                Arrays.equals(magic, PackFormat.MAGIC),
                reference,
                "it does not end like a pack of version " + PackFormat.VERSION);

        ByteBuffer fields = ByteBuffer.wrap(end, footer, PackFormat.FOOTER_BYTES);
        long treesOffset = fields.getLong();
        long indexOffset = fields.getLong();
        long count = fields.getLong();
        byte[] digest = new byte[Digest.BYTES];
        fields.get(digest);
        byte[] found = Sha256.of(end, 0, footer + 24);
        require(Arrays.equals(digest, found), reference, "its index does not have the digest that its footer names");
        require(
                treesOffset == reference.treesOffset() && indexOffset == reference.indexOffset(),
                reference,
                "its footer says trees at " + treesOffset + " and index at " + indexOffset);
        require(
                count >= 0 && count * PackFormat.INDEX_ENTRY_BYTES == footer,
                reference,
                "its index has " + footer + " bytes for " + count + " objects");

        PackIndex index = new PackIndex(Arrays.copyOf(end, footer), (int) count);
        index.check(reference);
        return index;
    }

    Optional<PackEntry> find(Digest digest) {
        byte[] wanted = digest.bytes();
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int at = middle * PackFormat.INDEX_ENTRY_BYTES;
            int order = Arrays.compareUnsigned(bytes, at, at + Digest.BYTES, wanted, 0, Digest.BYTES);
            if (order == 0) {
                return Optional.of(entry(middle));
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    List<PackEntry> entries() {
        List<PackEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(entry(i));
        }
        return entries;
    }

    int count() {
        return count;
    }

    int weight() {
        return bytes.length;
    }

    private PackEntry entry(int position) {
        ByteBuffer buffer =
                ByteBuffer.wrap(bytes, position * PackFormat.INDEX_ENTRY_BYTES, PackFormat.INDEX_ENTRY_BYTES);
        byte[] digest = new byte[Digest.BYTES];
        buffer.get(digest);
        boolean isTree = buffer.get() == PackFormat.TREE;
        return new PackEntry(Digest.ofBytes(digest), isTree, buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    private void check(PackReference reference) {
        for (int i = 0; i < count; i++) {
            int at = i * PackFormat.INDEX_ENTRY_BYTES;
            byte kind = bytes[at + Digest.BYTES];
            require(kind == PackFormat.TREE || kind == PackFormat.BLOB, reference, "it has an object of kind " + kind);
            if (i > 0) {
                int before = at - PackFormat.INDEX_ENTRY_BYTES;
                int order = Arrays.compareUnsigned(bytes, before, before + Digest.BYTES, bytes, at, at + Digest.BYTES);
                require(order < 0, reference, "its index is not sorted");
            }

            PackEntry entry = entry(i);
            long from = entry.isTree() ? reference.treesOffset() : PackFormat.HEADER_BYTES;
            long to = entry.isTree() ? reference.indexOffset() : reference.treesOffset();
            boolean inside = entry.offset() >= from
                    && entry.stored() > 0
                    && entry.stored() <= to - entry.offset()
                    && entry.size() >= 0;
            require(inside, reference, entry.digest() + " lies outside of its part of the pack");
        }
    }

    private static void require(boolean condition, PackReference reference, String reason) {
        if (!condition) {
            throw new CorruptObjectException("Cannot use pack " + reference.digest() + ": " + reason);
        }
    }
}
