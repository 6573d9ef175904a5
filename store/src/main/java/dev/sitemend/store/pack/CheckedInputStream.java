package dev.sitemend.store.pack;

import com.github.luben.zstd.ZstdIOException;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.UnreadableObjectException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** An object on its way out of a pack. Reading its end, or more than its size, throws if it is another. */
final class CheckedInputStream extends InputStream {
    private final InputStream in;
    private final PackReference pack;
    private final PackEntry entry;
    private final Runnable onCorrupt;
    private final MessageDigest digest = Sha256.start();
    private long count;
    private boolean ended;

    CheckedInputStream(InputStream in, PackReference pack, PackEntry entry, Runnable onCorrupt) {
        this.in = in;
        this.pack = pack;
        this.entry = entry;
        this.onCorrupt = onCorrupt;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int found = readFrame(bytes, offset, length);
        if (found > 0) {
            digest.update(bytes, offset, found);
            count += found;
            if (count > entry.size()) {
                throw corrupt("it has more bytes", null);
            }
        } else if (found < 0 && !ended) {
            ended = true;
            if (count != entry.size() || !Digest.ofBytes(digest.digest()).equals(entry.digest())) {
                throw corrupt("it has " + count + " bytes and another digest", null);
            }
        }
        return found;
    }

    private int readFrame(byte[] bytes, int offset, int length) throws IOException {
        try {
            return in.read(bytes, offset, length);
        } catch (ZstdIOException | EOFException e) {
            throw corrupt(String.valueOf(e.getMessage()), e);
        } catch (UnreadableObjectException e) {
            onCorrupt.run();
            throw e;
        }
    }

    private CorruptObjectException corrupt(String reason, @Nullable Throwable cause) {
        onCorrupt.run();
        return new CorruptObjectException(Frames.message(pack, entry, reason), cause);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
