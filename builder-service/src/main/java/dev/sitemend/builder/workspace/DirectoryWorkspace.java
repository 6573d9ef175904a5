package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plain directories. */
final class DirectoryWorkspace implements Workspace {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryWorkspace.class);

    private final Path directory;

    private DirectoryWorkspace(Path directory) {
        this.directory = directory;
    }

    /** Fails if the directory exists: two builds never share one. */
    static Workspace create(Path directory) throws IOException {
        Files.createDirectory(directory);
        for (String name : new String[] {"src", "out", "state", "tools", "scratch"}) {
            Files.createDirectory(directory.resolve(name));
        }
        return new DirectoryWorkspace(directory);
    }

    @Override
    public Path source() {
        return directory.resolve("src");
    }

    @Override
    public Path output() {
        return directory.resolve("out");
    }

    @Override
    public Path state() {
        return directory.resolve("state");
    }

    @Override
    public Path tools() {
        return directory.resolve("tools");
    }

    @Override
    public Path scratch() {
        return directory.resolve("scratch");
    }

    @Override
    public void close() {
        try {
            Trash.delete(directory);
        } catch (IOException e) {
            // The next builder on this disk removes it at its start; the build's outcome does not depend on it.
            LOG.warn("Cannot delete the workspace {}", directory, e);
        }
    }
}
