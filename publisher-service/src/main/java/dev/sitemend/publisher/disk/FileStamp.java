package dev.sitemend.publisher.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.Optional;

/** By what we see that a file is the one that was looked at before, and was not written to since. */
record FileStamp(long size, FileTime modified, String file) {
    /** Of a file as it is now; empty if there is no regular file. */
    static Optional<FileStamp> of(Path path) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? Optional.of(new FileStamp(
                            attributes.size(), attributes.lastModifiedTime(), Objects.toString(attributes.fileKey())))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
