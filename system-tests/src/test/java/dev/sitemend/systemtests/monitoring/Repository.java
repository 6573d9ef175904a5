package dev.sitemend.systemtests.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources that these tests belong to. */
public final class Repository {
    private static final Path ROOT = root(Path.of("").toAbsolutePath());

    private Repository() {}

    /** A file or folder of the sources. */
    public static Path path(String name) {
        return ROOT.resolve(name);
    }

    public static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }

    static List<Path> files(String folder) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        }
    }

    private static Path root(Path folder) {
        if (Files.exists(folder.resolve("docker-compose.yml"))) {
            return folder;
        }

        Path parent = folder.getParent();
        if (parent == null) {
            throw new IllegalStateException("These tests do not run inside the sources of Sitemend");
        }
        return root(parent);
    }
}
