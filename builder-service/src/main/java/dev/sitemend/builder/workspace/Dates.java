package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A generator's own dates on files of the source. They stay on those that Git does not change, so that it need not set
 * them again.
 */
final class Dates {
    private Dates() {}

    /** Gives files of the source the dates that a build gave them, where their bytes are the same. */
    static void take(FolderEdit changes, Path source) throws IOException {
        for (var entry : changes.changes().entrySet()) {
            if (entry.getValue() instanceof Change.Written(Path onDisk)) {
                take(onDisk, source.resolve(entry.getKey()));
            }
        }
    }

    private static void take(Path from, Path to) throws IOException {
        boolean files = Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(to, LinkOption.NOFOLLOW_LINKS);
        if (!files || Files.size(from) != Files.size(to)) {
            return;
        }
        FileTime date = Files.getLastModifiedTime(from);
        if (!date.equals(Files.getLastModifiedTime(to)) && Files.mismatch(from, to) < 0) {
            Files.setLastModifiedTime(to, date);
        }
    }
}
