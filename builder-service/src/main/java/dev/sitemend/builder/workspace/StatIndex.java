package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Finds out what was changed in a folder by what the file system says of each file, not by reading it. */
final class StatIndex {
    // The inode's own time changes with every write, also with one that sets the modification time back.
    private static final String ATTRIBUTES = "unix:ino,mode,size,lastModifiedTime,ctime";
    private static final Path GIT = Path.of(".git");

    private final Path folder;
    private final NavigableMap<Path, Map<String, Object>> before;

    private StatIndex(Path folder, NavigableMap<Path, Map<String, Object>> before) {
        this.folder = folder;
        this.before = before;
    }

    static StatIndex of(Path folder) throws IOException {
        return new StatIndex(folder, look(folder));
    }

    private static NavigableMap<Path, Map<String, Object>> look(Path folder) throws IOException {
        NavigableMap<Path, Map<String, Object>> found = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                Path path = folder.relativize(directory);
                if (path.equals(GIT)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!directory.equals(folder)) {
                    found.put(path, Map.of());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                found.put(folder.relativize(file), Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    /** Since the index was made. */
    FolderEdit changes() throws IOException {
        NavigableMap<Path, Map<String, Object>> now = look(folder);
        NavigableMap<Path, Change> changes = new TreeMap<>();
        now.forEach((path, attributes) -> {
            if (!attributes.equals(before.get(path))) {
                Path onDisk = folder.resolve(path);
                changes.put(path, attributes.isEmpty() ? new Change.Directory(onDisk) : new Change.Written(onDisk));
            }
        });
        for (Path path : before.keySet()) {
            Path parent = path.getParent();
            boolean told = parent != null && !isDirectory(now.get(parent));
            if (!now.containsKey(path) && !told) {
                changes.put(path, new Change.Deleted());
            }
        }
        return new FolderEdit(FolderEdit.Beginning.BASE, changes);
    }

    private static boolean isDirectory(@org.jspecify.annotations.Nullable Map<String, Object> attributes) {
        return attributes != null && attributes.isEmpty();
    }
}
