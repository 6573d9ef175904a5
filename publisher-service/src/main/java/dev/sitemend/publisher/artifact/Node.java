package dev.sitemend.publisher.artifact;

/** What stands at a path of an artifact. */
public sealed interface Node {
    /** A regular file. */
    record File(Content content) implements Node {}

    /**
     * A symbolic link.
     *
     * @param target as stored, each byte as one character (ISO 8859-1)
     */
    record Link(String target) implements Node {}

    /** A directory. */
    record Directory() implements Node {}
}
