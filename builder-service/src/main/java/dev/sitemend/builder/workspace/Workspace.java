package dev.sitemend.builder.workspace;

import java.nio.file.Path;

/**
 * The directories of one build. The sandbox shows them at fixed paths, so that state is portable between builders.
 * Closing deletes all of it and never fails the build.
 */
public interface Workspace extends AutoCloseable {
    /** The revision's files, {@code /site/src}. */
    Path source();

    /** What will be published, {@code /site/out}. A refresh starts with the output of its base in it. */
    Path output();

    /** What a refresh needs besides the output, {@code /site/state}. Restored before, sealed after the build. */
    Path state();

    /** Files of the builder for the generator, read-only in the sandbox, {@code /site/tools}. */
    Path tools();

    /** Home and temporary files of the generator, and other leftovers; nothing here is kept. */
    Path scratch();

    @Override
    void close();
}
