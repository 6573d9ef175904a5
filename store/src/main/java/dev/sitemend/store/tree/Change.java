package dev.sitemend.store.tree;

import java.nio.file.Path;

/** What became of one path. */
public sealed interface Change {
    /**
     * A file or symbolic link is there, with these bytes; what it is, and its x bit, is looked up on the disk. Whatever
     * the base has under this path is gone, but if it is the very same, nothing changed.
     */
    record Written(Path onDisk) implements Change {}

    /** A directory is there. If the base has one, its children stay. */
    record Directory() implements Change {}

    /** A directory is there, and nothing that the base has in it. */
    record Emptied() implements Change {}

    /** Nothing is there any more. Harmless if nothing was. */
    record Deleted() implements Change {}
}
