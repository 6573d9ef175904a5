package dev.sitemend.storetestkit;

import dev.sitemend.store.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Whatever a generator may do to a directory, and worse: files become directories and back, names differ in case alone,
 * names have any byte that is legal, things come back that were deleted. The same seed does the same to the same
 * directory.
 */
public final class RandomEdits {
    private static final String[] MODES = {"rw-r--r--", "rwxr-xr-x", "rw-------"};

    private final Random random;

    public RandomEdits(long seed) {
        this.random = new Random(seed);
    }

    /** What to do next; it is not done yet. */
    public DiskEdit next(Path directory) throws IOException {
        List<TreePath> paths = paths(directory);
        TreePath fresh = fresh(paths, directory);
        if (paths.isEmpty()) {
            return new DiskEdit.Write(fresh, content());
        }

        TreePath any = paths.get(random.nextInt(paths.size()));
        Path onDisk = any.in(directory);
        boolean isFile = Files.isRegularFile(onDisk, LinkOption.NOFOLLOW_LINKS);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> new DiskEdit.Write(fresh, content());
            case 3, 4 -> isFile ? new DiskEdit.Write(any, content()) : new DiskEdit.Write(fresh, content());
            case 5 -> new DiskEdit.MakeDirectory(fresh);
            case 6 -> new DiskEdit.Link(fresh, random.nextBoolean() ? "index.html" : "../nowhere");
            case 7, 8 -> new DiskEdit.Delete(any);
            case 9 -> fresh.isBelow(any) ? new DiskEdit.MakeDirectory(fresh) : new DiskEdit.Rename(any, fresh);
            case 10 ->
                otherCase(any, directory)
                        .<DiskEdit>map(to -> new DiskEdit.Rename(any, to))
                        .orElseGet(() -> new DiskEdit.Delete(any));
            default ->
                isFile
                        ? new DiskEdit.Mode(any, MODES[random.nextInt(MODES.length)])
                        : new DiskEdit.MakeDirectory(fresh);
        };
    }

    private static List<TreePath> paths(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> !path.equals(directory))
                    .map(path -> TreePath.of(directory.relativize(path)))
                    .sorted()
                    .toList();
        }
    }

    /** A path where nothing is, in some directory. */
    private TreePath fresh(List<TreePath> paths, Path directory) {
        List<Optional<TreePath>> parents = new ArrayList<>(List.of(Optional.empty()));
        paths.stream()
                .filter(path -> Files.isDirectory(path.in(directory), LinkOption.NOFOLLOW_LINKS))
                .filter(path -> path.bytes().length < 1000)
                .forEach(path -> parents.add(Optional.of(path)));
        while (true) {
            byte[] name = name();
            TreePath path = parents.get(random.nextInt(parents.size()))
                    .map(parent -> parent.child(name))
                    .orElseGet(() -> TreePath.of(name));
            if (!Files.exists(path.in(directory), LinkOption.NOFOLLOW_LINKS)) {
                return path;
            }
        }
    }

    private byte[] name() {
        if (random.nextInt(3) > 0) {
            // Few names, so that what was deleted comes back as something else.
            return ("page" + random.nextInt(12) + (random.nextBoolean() ? ".html" : ""))
                    .getBytes(StandardCharsets.UTF_8);
        }

        byte[] name = new byte[1 + random.nextInt(20)];
        for (int i = 0; i < name.length; i++) {
            do {
                name[i] = (byte) (1 + random.nextInt(255));
            } while (name[i] == '/' || name[i] == '.');
        }
        return name;
    }

    private static Optional<TreePath> otherCase(TreePath path, Path directory) {
        byte[] bytes = path.bytes();
        byte last = bytes[bytes.length - 1];
        if (!Character.isLetter(last & 0x7f) || last < 0) {
            return Optional.empty();
        }
        bytes[bytes.length - 1] ^= 0x20;
        TreePath other = TreePath.of(bytes);
        return Files.exists(other.in(directory), LinkOption.NOFOLLOW_LINKS) ? Optional.empty() : Optional.of(other);
    }

    private String content() {
        return "content " + random.nextInt(30);
    }
}
