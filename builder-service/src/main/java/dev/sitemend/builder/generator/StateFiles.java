package dev.sitemend.builder.generator;

import dev.sitemend.builder.workspace.Workspace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Moves state between the source, where the generator keeps it, and {@code state}, where it is sealed. */
final class StateFiles {
    private static final String BELOW_SOURCE = "source";

    private final Workspace workspace;
    private final Path root;

    /** @param root the site's folder in the source */
    StateFiles(Workspace workspace, Path root) {
        this.workspace = workspace;
        this.root = root;
    }

    /** All files of the checkout, before the generator runs: relative, without {@code .git}. */
    Set<Path> tracked() throws IOException {
        Set<Path> files = new HashSet<>();
        walk(workspace.source(), file -> files.add(workspace.source().relativize(file)));
        return files;
    }

    /** Puts the state of the base where the generator expects it. A tracked file wins over a state file. */
    void restore() throws IOException {
        Path saved = workspace.state().resolve(BELOW_SOURCE);
        if (!Files.isDirectory(saved, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        walk(saved, file -> {
            Path target = workspace.source().resolve(saved.relativize(file));
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS) && insideSource(target)) {
                Files.createDirectories(target.getParent());
                Files.move(file, target);
            }
        });
        delete(saved);
    }

    /** Takes what is state out of the source. */
    void collect(Recipe.State state, Set<Path> tracked) throws IOException {
        Path saved = workspace.state().resolve(BELOW_SOURCE);
        switch (state) {
            case Recipe.State.Outside() -> {}
            case Recipe.State.Untracked() ->
                walk(workspace.source(), file -> {
                    Path relative = workspace.source().relativize(file);
                    if (!tracked.contains(relative) && !relative.endsWith(".ikiwiki/lockfile")) {
                        move(file, saved.resolve(relative));
                    }
                });
            case Recipe.State.Paths(List<String> paths) -> {
                for (String path : paths) {
                    Path from = root.resolve(path).normalize();
                    if (from.startsWith(root) && Files.exists(from, LinkOption.NOFOLLOW_LINKS) && insideSource(from)) {
                        move(from, saved.resolve(workspace.source().relativize(from)));
                    }
                }
            }
        }
    }

    /** Whether no link on the way leads out of the source. */
    private boolean insideSource(Path path) throws IOException {
        Path parent = path.getParent();
        while (parent != null && !Files.exists(parent)) {
            if (Files.isSymbolicLink(parent)) {
                return false;
            }
            parent = parent.getParent();
        }
        return parent != null
                && parent.toRealPath().startsWith(workspace.source().toRealPath());
    }

    private static void move(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    interface FileAction {
        void on(Path file) throws IOException;
    }

    /** Everything but directories, links not followed. */
    private static void walk(Path start, FileAction action) throws IOException {
        Path git = start.resolve(".git");
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return directory.equals(git) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                action.on(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Empties a folder, or removes it. */
    static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Lets the builder read what the generator wrote: it may have made files and folders that even it cannot read. */
    static void makeReadable(Path start) throws IOException {
        Files.walkFileTree(start, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                allow(
                        directory,
                        EnumSet.of(
                                PosixFilePermission.OWNER_READ,
                                PosixFilePermission.OWNER_WRITE,
                                PosixFilePermission.OWNER_EXECUTE));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    allow(file, EnumSet.of(PosixFilePermission.OWNER_READ));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw failure;
                }
                allow(file, EnumSet.allOf(PosixFilePermission.class));
                makeReadable(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void allow(Path path, Set<PosixFilePermission> wanted) throws IOException {
        Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(path));
        if (permissions.addAll(wanted)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }
}
