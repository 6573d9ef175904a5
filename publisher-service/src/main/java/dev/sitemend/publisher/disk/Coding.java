package dev.sitemend.publisher.disk;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A content coding of HTTP, the better one first. */
public enum Coding {
    ZSTD("zstd") {
        // A size near that of the highest levels at a fifth of their time; it is done once per content.
        private static final int LEVEL = 12;

        // Told the size beforehand, zstd takes 0.1 ms for a page; the tables of a stream of any size alone take 10.
        @Override
        byte[] compressed(byte[] bytes) {
            return Zstd.compress(bytes, LEVEL);
        }

        @Override
        OutputStream encoder(OutputStream into) throws IOException {
            return new ZstdOutputStream(into, LEVEL);
        }

        @Override
        InputStream decoder(InputStream from) throws IOException {
            return new ZstdInputStream(from);
        }
    },
    GZIP("gzip") {
        @Override
        byte[] compressed(byte[] bytes) throws IOException {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 2);
            try (OutputStream out = encoder(compressed)) {
                out.write(bytes);
            }
            return compressed.toByteArray();
        }

        @Override
        OutputStream encoder(OutputStream into) throws IOException {
            return new GZIPOutputStream(into, BUFFER) {
                {
                    def.setLevel(Deflater.BEST_COMPRESSION);
                }
            };
        }

        @Override
        InputStream decoder(InputStream from) throws IOException {
            return new GZIPInputStream(from, BUFFER);
        }
    };

    private static final int BUFFER = 64 * 1024;

    private final String token;

    Coding(String token) {
        this.token = token;
    }

    /** The name in {@code Accept-Encoding} and {@code Content-Encoding}. */
    public String token() {
        return token;
    }

    /** What fits into memory, at once. */
    abstract byte[] compressed(byte[] bytes) throws IOException;

    abstract OutputStream encoder(OutputStream into) throws IOException;

    abstract InputStream decoder(InputStream from) throws IOException;
}
