package dev.sitemend.builder.workspace;

import java.nio.file.Path;

/** What became of one path of a folder. */
public sealed interface Change {
    /** A file or link is there, new or written again; its bytes, kind and mode are those of {@code onDisk}. */
    record Written(Path onDisk) implements Change {}

    /** A directory is there; what it held before stays, but for what is said of it. */
    record Directory(Path onDisk) implements Change {}

    /** A directory is there, and nothing of what it held before. */
    record Emptied(Path onDisk) implements Change {}

    /** Nothing is there, and nothing below. */
    record Deleted() implements Change {}
}
