package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.Content;
import dev.sitemend.store.pack.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;

/** Says of files on the disk what they are in a tree. Not safe for use by several threads. */
final class DiskFiles {
    private static final int BUFFER = 128 * 1024;

    private final MessageDigest sha256 = Sha256.start();
    private final byte[] buffer = new byte[BUFFER];

    /** What there may be on a disk. */
    enum Kind {
        FILE,
        EXECUTABLE,
        LINK,
        DIRECTORY,
        /** A socket, pipe or device: not part of a tree. */
        OTHER
    }

    Kind kind(Path file) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isRegularFile()) {
            return attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE) ? Kind.EXECUTABLE : Kind.FILE;
        }
        if (attributes.isDirectory()) {
            return Kind.DIRECTORY;
        }
        return attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
    }

    /** A file or link as an entry. */
    TreeEntry read(Path file, Kind kind) throws IOException {
        return switch (kind) {
            case FILE -> digest(file, EntryKind.FILE);
            case EXECUTABLE -> digest(file, EntryKind.EXECUTABLE);
            case LINK -> {
                byte[] target = target(file);
                yield new TreeEntry(EntryKind.LINK, Sha256.of(target), target.length);
            }
            case DIRECTORY, OTHER -> throw new IllegalArgumentException("Not a file: " + file);
        };
    }

    /** The bytes that an entry was read from. */
    static Content content(Path file, TreeEntry entry) throws IOException {
        return entry.kind() == EntryKind.LINK ? Content.of(target(file)) : Content.of(file, entry.size());
    }

    private TreeEntry digest(Path file, EntryKind kind) throws IOException {
        long size = 0;
        sha256.reset();
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
                size += count;
            }
        }
        return new TreeEntry(kind, Digest.ofBytes(sha256.digest()), size);
    }

    private static byte[] target(Path link) throws IOException {
        return RawNames.targetBytes(Files.readSymbolicLink(link));
    }
}
