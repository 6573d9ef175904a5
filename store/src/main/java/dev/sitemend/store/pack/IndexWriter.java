package dev.sitemend.store.pack;

import dev.sitemend.contracts.id.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The index of a pack under way: 57 bytes an object and 12 to find it, since a pack may have a million. */
final class IndexWriter {
    private static final int ENTRIES_PER_PAGE = 4096;

    // What sorts the objects holds the first 40 bits of a digest above a number of 24 bits.
    private static final int MOST_ENTRIES = 1 << 24;

    private final List<ByteBuffer> pages = new ArrayList<>();
    private int count;

    // A hash table of numbers of objects plus one, open addressing.
    private int[] slots = new int[1024];

    /** Takes entries as they are written. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Adds an object; false if it is there already. */
    boolean add(PackEntry entry) {
        byte[] digest = entry.digest().bytes();
        int slot = slot(digest);
        if (slots[slot] != 0) {
            return false;
        }
        if (count == MOST_ENTRIES) {
            throw new IllegalStateException("Cannot add " + entry.digest() + ": a pack has at most " + MOST_ENTRIES);
        }

        if (count % ENTRIES_PER_PAGE == 0) {
            pages.add(ByteBuffer.allocate(ENTRIES_PER_PAGE * PackFormat.INDEX_ENTRY_BYTES));
        }
        pages.getLast()
                .put(digest)
                .put(entry.isTree() ? PackFormat.TREE : PackFormat.BLOB)
                .putLong(entry.offset())
                .putLong(entry.stored())
                .putLong(entry.size());
        slots[slot] = ++count;
        if (count > slots.length / 2) {
            grow();
        }
        return true;
    }

    boolean contains(Digest digest) {
        return slots[slot(digest.bytes())] != 0;
    }

    int count() {
        return count;
    }

    /** Hands the entries on in the order of their digests. */
    void writeSorted(Sink sink) throws IOException {
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = page(i).getLong(at(i)) >>> 24 << 24 | i;
        }
        // Shifted to be compared as unsigned.
        for (int i = 0; i < count; i++) {
            order[i] ^= Long.MIN_VALUE;
        }
        Arrays.sort(order);
        sortTies(order);
        for (long entry : order) {
            int position = (int) (entry & MOST_ENTRIES - 1);
            sink.write(page(position).array(), at(position), PackFormat.INDEX_ENTRY_BYTES);
        }
    }

    /** Orders the few whose digests begin alike. */
    private void sortTies(long[] order) {
        for (int i = 1; i < order.length; i++) {
            for (int j = i; j > 0 && order[j - 1] >>> 24 == order[j] >>> 24 && !inOrder(order[j - 1], order[j]); j--) {
                long later = order[j - 1];
                order[j - 1] = order[j];
                order[j] = later;
            }
        }
    }

    private boolean inOrder(long one, long other) {
        int left = (int) (one & MOST_ENTRIES - 1);
        int right = (int) (other & MOST_ENTRIES - 1);
        return Arrays.compareUnsigned(
                        page(left).array(),
                        at(left),
                        at(left) + Digest.BYTES,
                        page(right).array(),
                        at(right),
                        at(right) + Digest.BYTES)
                < 0;
    }

    private ByteBuffer page(int position) {
        return pages.get(position / ENTRIES_PER_PAGE);
    }

    private static int at(int position) {
        return position % ENTRIES_PER_PAGE * PackFormat.INDEX_ENTRY_BYTES;
    }

    private int slot(byte[] digest) {
        // Any bits of a digest are as good as a hash; the last ones, since the first ones sort.
        int slot = ByteBuffer.wrap(digest).getInt(Digest.BYTES - 4) & slots.length - 1;
        while (slots[slot] != 0 && !isAt(slots[slot] - 1, digest)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private boolean isAt(int position, byte[] digest) {
        int at = at(position);
        return Arrays.equals(page(position).array(), at, at + Digest.BYTES, digest, 0, Digest.BYTES);
    }

    private void grow() {
        slots = new int[2 * slots.length];
        byte[] digest = new byte[Digest.BYTES];
        for (int i = 0; i < count; i++) {
            System.arraycopy(page(i).array(), at(i), digest, 0, Digest.BYTES);
            slots[slot(digest)] = i + 1;
        }
    }
}
