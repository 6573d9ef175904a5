package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** A folder as a build left it, read without being mounted: what the build changed, then what it began with. */
public final class MergedFolder {
    private final Path base;
    private final Folder folder;

    /** @param base what the build began with; it need not exist */
    public MergedFolder(Path base, Folder folder) {
        this.base = base;
        this.folder = folder;
    }

    /** Where the bytes of a file or link lie, or a directory that is one there; empty for nothing. */
    public Optional<Path> find(Path path) {
        return switch (folder) {
            case Folder.Whole(Path directory) -> existing(directory.resolve(path));
            case Folder.Edited(FolderEdit edit) ->
                switch (edit.find(path)) {
                    case FolderEdit.Lookup.Gone() -> Optional.empty();
                    case FolderEdit.Lookup.Base() -> existing(base.resolve(path));
                    case FolderEdit.Lookup.Found(Change.Written(Path onDisk)) -> existing(onDisk);
                    case FolderEdit.Lookup.Found(Change.Directory(Path onDisk)) -> existing(onDisk);
                    case FolderEdit.Lookup.Found(Change.Emptied(Path onDisk)) -> existing(onDisk);
                    case FolderEdit.Lookup.Found(Change.Deleted()) -> Optional.empty();
                };
        };
    }

    private static Optional<Path> existing(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? Optional.of(path) : Optional.empty();
    }

    /** Everything that the build wrote and that is no directory. */
    public NavigableSet<Path> written() throws IOException {
        return switch (folder) {
            case Folder.Whole(Path directory) -> files(directory);
            case Folder.Edited(FolderEdit edit) -> {
                NavigableSet<Path> written = new TreeSet<>();
                edit.changes().forEach((path, change) -> {
                    if (change instanceof Change.Written) {
                        written.add(path);
                    }
                });
                yield written;
            }
        };
    }

    /** Everything that is no directory, at the cost of a walk over all of it. */
    public NavigableSet<Path> all() throws IOException {
        NavigableSet<Path> all = written();
        if (folder instanceof Folder.Edited(FolderEdit edit) && edit.beginning() == FolderEdit.Beginning.BASE) {
            files(base).stream()
                    .filter(path -> edit.find(path) instanceof FolderEdit.Lookup.Base)
                    .forEach(all::add);
        }
        return all;
    }

    private static NavigableSet<Path> files(Path root) throws IOException {
        NavigableSet<Path> files = new TreeSet<>();
        if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    files.add(root.relativize(file));
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return files;
    }
}
