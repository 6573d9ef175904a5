package dev.sitemend.publisher.disk;

import java.nio.file.Path;

/** A content as it is sent, plain or compressed. */
public sealed interface Form {
    long size();

    /** A small one. The bytes are not to be changed. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record InMemory(byte[] bytes) implements Form {
        @Override
        public long size() {
            return bytes.length;
        }
    }

    /** A file, verified. */
    record OnDisk(Path file, long size) implements Form {}
}
