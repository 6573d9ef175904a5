package dev.sitemend.store.pack;

import dev.sitemend.contracts.id.Digest;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Counts and digests what is written through it. */
final class CountingDigest extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest = Sha256.start();
    private long count;

    CountingDigest(OutputStream out) {
        this.out = out;
    }

    long count() {
        return count;
    }

    /** The digest of all that was written; asked once. */
    Digest digest() {
        return Digest.ofBytes(digest.digest());
    }

    /** This stream for somebody who closes what is given to them. */
    OutputStream uncloseable() {
        return new FilterOutputStream(this) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                CountingDigest.this.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        digest.update(bytes, offset, length);
        count += length;
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
