package dev.sitemend.publisher.artifact;

/** What a path of an artifact leads to once all symbolic links are followed. */
public sealed interface Found {
    /** A regular file. */
    record File(Content content) implements Found {}

    /**
     * A directory.
     *
     * @param path its real path, without slashes around it; empty for the root
     */
    record Directory(String path) implements Found {}

    /** Nothing, or a link that leads nowhere, in circles or out of the artifact. */
    record Nothing() implements Found {}
}
