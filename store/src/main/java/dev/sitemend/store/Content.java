package dev.sitemend.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is to be written. It can be read again from its start, because a request may have to be sent again. */
public sealed interface Content {
    long size();

    /** A new stream from the start. */
    InputStream open();

    static Content of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /** A file that does not change until it has been written. */
    static Content of(Path file) {
        try {
            return new File(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** A file that is known to have {@code size} bytes. */
    static Content of(Path file, long size) {
        return new File(file, size);
    }

    /** Content in memory. */
    final class Bytes implements Content {
        private final byte[] bytes;

        private Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** Content on disk. */
    final class File implements Content {
        private final Path file;
        private final long size;

        private File(Path file, long size) {
            this.file = file;
            this.size = size;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public InputStream open() {
            try {
                return Files.newInputStream(file);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
            }
        }
    }
}
