package dev.sitemend.store.pack;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.store.CorruptObjectException;

/** One zstd frame back to the object that it was made from, and no other. */
final class Frames {
    // A directory of three million names; blobs of that size are streamed instead.
    private static final int LARGEST_TREE = 256 * 1024 * 1024;

    private Frames() {}

    /** The object whose frame begins at {@code offset} of {@code bytes}. */
    static byte[] decompress(PackReference pack, PackEntry entry, byte[] bytes, int offset) {
        if (entry.size() >= (entry.isTree() ? LARGEST_TREE : PackWriter.LARGE)) {
            throw new CorruptObjectException(
                    message(pack, entry, "its size of " + entry.size() + " bytes is too large for memory"));
        }

        byte[] object = new byte[(int) entry.size()];
        long found;
        try {
            found = Zstd.decompressByteArray(object, 0, object.length, bytes, offset, Math.toIntExact(entry.stored()));
        } catch (ZstdException e) {
            throw new CorruptObjectException(message(pack, entry, String.valueOf(e.getMessage())), e);
        }

        if (found != entry.size()) {
            throw new CorruptObjectException(message(
                    pack, entry, Zstd.isError(found) ? Zstd.getErrorName(found) : "it has " + found + " bytes"));
        }
        if (!Sha256.of(object).equals(entry.digest())) {
            throw new CorruptObjectException(message(pack, entry, "it has another digest"));
        }
        return object;
    }

    static String message(PackReference pack, PackEntry entry, String reason) {
        return "Cannot use " + entry.digest() + " of " + entry.size() + " bytes in pack " + pack.digest() + ": "
                + reason;
    }
}
