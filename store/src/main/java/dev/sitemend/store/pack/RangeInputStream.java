package dev.sitemend.store.pack;

import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import java.io.InputStream;

/** Part of an object, fetched in pieces as it is read: no connection stays open between them. */
final class RangeInputStream extends InputStream {
    private final ObjectStore store;
    private final ObjectKey key;
    private final long end;
    private final int pieceSize;
    private long next;
    private byte[] piece = {};
    private int position;

    RangeInputStream(ObjectStore store, ObjectKey key, long start, long end, int pieceSize) {
        this.store = store;
        this.key = key;
        this.next = start;
        this.end = end;
        this.pieceSize = pieceSize;
    }

    @Override
    public int read() {
        return fill() ? piece[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }

        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, bytes, offset, count);
        position += count;
        return count;
    }

    private boolean fill() {
        if (position < piece.length) {
            return true;
        }
        if (next >= end) {
            return false;
        }

        piece = store.range(key, next, (int) Math.min(pieceSize, end - next));
        next += piece.length;
        position = 0;
        return true;
    }
}
