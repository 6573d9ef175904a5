package dev.sitemend.storetestkit;

import dev.sitemend.store.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Directories that a generator could leave behind, and worse. The same seed makes the same directory. */
public final class RandomTrees {
    private static final String[] NAMES = {
        "index.html",
        "a b",
        "line\nbreak",
        "🌱 garden",
        "ünï",
        "-rf",
        "..hidden",
        "%41",
        "a\\b",
        "tab\there",
        "'\"",
        "~"
    };

    private final Random random;

    /** Makes the same directory for the same seed. */
    public RandomTrees(long seed) {
        this.random = new Random(seed);
    }

    /** Fills a directory, which is created if need be. */
    public Path write(Path directory) throws IOException {
        Files.createDirectories(directory);
        fill(directory, 0);
        return directory;
    }

    private void fill(Path directory, int depth) throws IOException {
        List<byte[]> taken = new ArrayList<>();
        int count = random.nextInt(8);
        for (int i = 0; i < count; i++) {
            byte[] name = name(i);
            taken.add(name);
            Path child = TreePath.of(name).in(directory);
            switch (random.nextInt(6)) {
                case 0 -> {
                    Files.createDirectory(child);
                    if (depth < 4) {
                        fill(child, depth + 1);
                    }
                }
                case 1 -> Files.createSymbolicLink(child, target(taken));
                case 2 -> {
                    Files.write(child, content());
                    Files.setPosixFilePermissions(child, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
                default -> Files.write(child, content());
            }
        }
    }

    /** A name that no other number gives. */
    private byte[] name(int number) {
        byte[] name = (number + NAMES[random.nextInt(NAMES.length)]).getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            // Ends in bytes that are no UTF-8.
            name[name.length - 1] = (byte) 0xff;
        }
        return name;
    }

    private Path target(List<byte[]> taken) {
        return switch (random.nextInt(4)) {
            case 0 -> TreePath.of("ü/nowhere").in(Path.of(".."));
            case 1 -> TreePath.of("absolute/ü").in(Path.of("/"));
            default -> TreePath.of(taken.get(random.nextInt(taken.size()))).in(Path.of(""));
        };
    }

    private byte[] content() {
        byte[] content = new byte[random.nextInt(5) == 0 ? 0 : random.nextInt(100_000)];
        if (random.nextBoolean()) {
            random.nextBytes(content);
        }
        return content;
    }
}
