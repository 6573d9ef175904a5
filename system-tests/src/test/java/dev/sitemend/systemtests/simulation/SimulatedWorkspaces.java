package dev.sitemend.systemtests.simulation;

import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.builder.workspace.Workspaces;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Real directories, one set per build: numbers are claimed once. */
final class SimulatedWorkspaces implements Workspaces {
    private final Path directory;

    SimulatedWorkspaces(Path directory) {
        this.directory = directory;
    }

    @Override
    public Workspace open(SiteId site, BuildNumber build) {
        Path own = directory.resolve("build-" + build.value());
        try {
            for (String name : new String[] {"src", "out", "state"}) {
                Files.createDirectories(own.resolve(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Directories(own);
    }

    private record Directories(Path own) implements Workspace {
        @Override
        public Path source() {
            return own.resolve("src");
        }

        @Override
        public Path output() {
            return own.resolve("out");
        }

        @Override
        public Path state() {
            return own.resolve("state");
        }

        @Override
        public Path tools() {
            return own.resolve("tools");
        }

        @Override
        public Path scratch() {
            return own.resolve("scratch");
        }

        @Override
        public void close() {
            delete(own);
        }
    }

    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
