package dev.sitemend.builder.checkout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.zip.CRC32C;

/**
 * Dates of a checkout's files that are a pure function of their content: the same on every builder, another for a file
 * that changed. A checkout has none worth anything, and Jekyll renders each page whose date is not the one it
 * remembers. All of them lie in the year 2000, before Git: no generator takes an unchanged file for newer than what it
 * made of it.
 */
final class SourceDates {
    private static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");
    private static final long SECONDS_OF_A_YEAR = 365L * 24 * 60 * 60;

    private SourceDates() {}

    /** Of all files but those of Git. */
    static void set(Path checkout) throws IOException {
        Path git = checkout.resolve(".git");
        ByteBuffer buffer = buffer();
        Files.walkFileTree(checkout, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.equals(git) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    date(file, buffer);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Of these files, relative to the checkout, where they are there. */
    static void set(Path checkout, Collection<Path> files) throws IOException {
        ByteBuffer buffer = buffer();
        for (Path name : files) {
            Path file = checkout.resolve(name);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                date(file, buffer);
            }
        }
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocateDirect(64 * 1024);
    }

    private static void date(Path file, ByteBuffer buffer) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(of(file, buffer)));
    }

    /** Every checksum has a date of its own; 2^32 of them are a year of seconds, and some milliseconds. */
    private static Instant of(Path file, ByteBuffer buffer) throws IOException {
        CRC32C checksum = new CRC32C();
        try (FileChannel channel = FileChannel.open(file)) {
            buffer.clear();
            while (channel.read(buffer) >= 0) {
                checksum.update(buffer.flip());
                buffer.clear();
            }
        }
        return BEGIN.plusSeconds(checksum.getValue() % SECONDS_OF_A_YEAR)
                .plusMillis(checksum.getValue() / SECONDS_OF_A_YEAR);
    }
}
