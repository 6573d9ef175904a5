package dev.sitemend.builder.workspace;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What of a folder was written to bring it up to date. */
public sealed interface Touched {
    /** All of it. */
    record Everything() implements Touched {}

    /** These files and links, relative; those that are not there any more too. */
    record Paths(Collection<Path> paths) implements Touched {
        public Paths {
            paths = List.copyOf(paths);
        }
    }
}
