package dev.sitemend.builder.generator;

import dev.sitemend.builder.configuration.SitemendYml;
import dev.sitemend.builder.workspace.Change;
import dev.sitemend.builder.workspace.Folder;
import dev.sitemend.builder.workspace.FolderEdit;
import dev.sitemend.builder.workspace.Product;
import dev.sitemend.builder.workspace.SiteChanges;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Tells what of a site's changes is output, what is state, and what is nothing of both: by their paths, and by whether
 * Git has a file of that name. Looks at nothing that was not changed.
 */
final class Regions {
    private static final Path GIT = Path.of(".git");
    private static final Path LOCK = Path.of(".ikiwiki/lockfile");
    private static final Path OWN_FILE = Path.of(SitemendYml.FILE);

    private final Path source;
    private final Path root;
    private final Recipe.State state;
    private final Optional<Path> outputInSource;

    /**
     * The regions of one site.
     *
     * @param source the files that Git has
     * @param root the site's folder, relative to it
     */
    Regions(Path source, Path root, Recipe.State state, Optional<Path> outputInSource) {
        this.source = source;
        this.root = root;
        this.state = state;
        this.outputInSource = outputInSource;
    }

    /**
     * What was made; empty if the output's folder is not there.
     *
     * @param began whether an output folder below the source held the output of the base
     */
    Optional<Product> product(SiteChanges changes, FolderEdit.Beginning began) throws IOException {
        Optional<Folder> output = outputInSource.isPresent()
                ? outputBelowSource(changes.source(), outputInSource.get(), began)
                : Optional.of(changes.output());
        if (output.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Product(withoutOwnFile(output.get()), state(changes)));
    }

    private FolderEdit state(SiteChanges changes) {
        NavigableMap<Path, Change> all = new TreeMap<>();
        changes.state().changes().forEach((path, change) -> all.put(Product.OWN_FOLDER.resolve(path), change));
        changes.source().changes().forEach((path, change) -> {
            if (isState(path) && !isOfGit(path, change)) {
                all.put(Product.BELOW_SOURCE.resolve(path), change);
            }
        });
        changes.evicted().forEach(path -> all.put(Product.BELOW_SOURCE.resolve(path), new Change.Deleted()));
        return new FolderEdit(changes.state().beginning(), all);
    }

    private boolean isState(Path path) {
        boolean elsewhere =
                path.startsWith(GIT) || (outputInSource.isPresent() && path.startsWith(outputInSource.get()));
        if (elsewhere) {
            return false;
        }
        return switch (state) {
            case Recipe.State.Outside() -> false;
            case Recipe.State.Untracked() -> !path.endsWith(LOCK);
            case Recipe.State.Paths(var paths) ->
                paths.stream().map(each -> root.resolve(each).normalize()).anyMatch(path::startsWith);
        };
    }

    /**
     * Whether the next checkout brings it, or something that would be in its way. What is deleted is no state anyway.
     */
    private boolean isOfGit(Path path, Change change) {
        return switch (change) {
            case Change.Deleted() -> false;
            case Change.Emptied(Path _) -> false;
            case Change.Directory(Path _) -> Files.exists(source.resolve(path), LinkOption.NOFOLLOW_LINKS);
            case Change.Written(Path _) ->
                Files.exists(source.resolve(path), LinkOption.NOFOLLOW_LINKS) || isBelowFileOfGit(path);
        };
    }

    private boolean isBelowFileOfGit(Path path) {
        for (Path parent = path.getParent(); parent != null; parent = parent.getParent()) {
            Path there = source.resolve(parent);
            if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
                return !Files.isDirectory(there, LinkOption.NOFOLLOW_LINKS);
            }
        }
        return false;
    }

    private Optional<Folder> outputBelowSource(FolderEdit changes, Path folder, FolderEdit.Beginning began)
            throws IOException {
        boolean outside = folder.toString().isEmpty() || folder.startsWith("..");
        if (outside) {
            return Optional.empty();
        }
        boolean hadSome = began == FolderEdit.Beginning.BASE || isDirectoryOfGit(folder);
        return switch (changes.find(folder)) {
            case FolderEdit.Lookup.Gone() -> Optional.empty();
            case FolderEdit.Lookup.Base() ->
                hadSome ? Optional.of(belowSource(changes, folder, began)) : Optional.empty();
            case FolderEdit.Lookup.Found(Change.Directory(Path _)) when !hadSome -> Optional.of(all(changes, folder));
            case FolderEdit.Lookup.Found(Change.Emptied(Path _)) -> Optional.of(all(changes, folder));
            case FolderEdit.Lookup.Found(Change.Directory(Path _)) -> Optional.of(belowSource(changes, folder, began));
            case FolderEdit.Lookup.Found(Change _) -> Optional.empty();
        };
    }

    private static Folder all(FolderEdit changes, Path folder) {
        return new Folder.Edited(new FolderEdit(
                FolderEdit.Beginning.NOTHING, changes.below(folder).changes()));
    }

    private Folder belowSource(FolderEdit changes, Path folder, FolderEdit.Beginning began) throws IOException {
        FolderEdit inside = changes.below(folder);
        if (began == FolderEdit.Beginning.BASE || inside.beginning() == FolderEdit.Beginning.NOTHING) {
            return new Folder.Edited(inside);
        }
        // A clean build whose output has files of Git in it.
        NavigableMap<Path, Change> all = new TreeMap<>();
        Path tracked = source.resolve(folder);
        Files.walkFileTree(tracked, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return add(directory, new Change.Directory(directory));
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                return add(file, new Change.Written(file));
            }

            private FileVisitResult add(Path path, Change change) {
                Path relative = tracked.relativize(path);
                if (!path.equals(tracked) && inside.find(relative) instanceof FolderEdit.Lookup.Base) {
                    all.put(relative, change);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        inside.changes().forEach((path, change) -> {
            if (!(change instanceof Change.Deleted)) {
                all.put(path, change);
            }
        });
        return new Folder.Edited(new FolderEdit(FolderEdit.Beginning.NOTHING, all));
    }

    private boolean isDirectoryOfGit(Path folder) {
        return Files.isDirectory(source.resolve(folder), LinkOption.NOFOLLOW_LINKS);
    }

    /** Several generators copy what they do not know. Our own file is not a page of the site. */
    private Folder withoutOwnFile(Folder output) throws IOException {
        return switch (output) {
            case Folder.Whole(Path directory) -> {
                Path copy = directory.resolve(OWN_FILE);
                if (isOwnFile(copy)) {
                    Files.delete(copy);
                }
                yield output;
            }
            case Folder.Edited(FolderEdit edit) -> {
                Optional<Path> copy = edit.written(OWN_FILE);
                if (copy.isEmpty() || !isOwnFile(copy.get())) {
                    yield output;
                }
                NavigableMap<Path, Change> rest = new TreeMap<>(edit.changes());
                rest.put(OWN_FILE, new Change.Deleted());
                yield new Folder.Edited(new FolderEdit(edit.beginning(), rest));
            }
        };
    }

    private boolean isOwnFile(Path copy) throws IOException {
        Path original = source.resolve(OWN_FILE);
        return Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)
                && Files.mismatch(copy, original) < 0;
    }
}
