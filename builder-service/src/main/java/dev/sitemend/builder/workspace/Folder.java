package dev.sitemend.builder.workspace;

import java.nio.file.Path;

/** What a build left in a folder. */
public sealed interface Folder {
    /** All of it was made by this build and lies here. */
    record Whole(Path directory) implements Folder {}

    /** What it began with, and what it changed. */
    record Edited(FolderEdit edit) implements Folder {}
}
