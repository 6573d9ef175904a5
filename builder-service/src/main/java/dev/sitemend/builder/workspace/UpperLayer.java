package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Reads the upper layer of an overlay. A deletion is a character device 0:0, or in a layer of fuse-overlayfs that may
 * not make one, a file {@code .wh.NAME}; a directory that hides those below it carries an attribute, or a file
 * {@code .wh..wh..opq}.
 */
final class UpperLayer {
    private static final Path GIT = Path.of(".git");
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final String[] OPAQUE_ATTRIBUTES = {"overlay.opaque", "fuseoverlayfs.opaque"};

    private UpperLayer() {}

    static FolderEdit changes(Path upper) throws IOException {
        NavigableMap<Path, Change> changes = new TreeMap<>();
        Files.walkFileTree(upper, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path path = upper.relativize(directory);
                if (path.equals(GIT)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!directory.equals(upper)) {
                    changes.put(
                            path,
                            isOpaque(directory) ? new Change.Emptied(directory) : new Change.Directory(directory));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path path = upper.relativize(file);
                String name = file.getFileName().toString();
                if (attributes.isOther() && isWhiteout(file)) {
                    // fuse-overlayfs hides its own mark by one named .wh..opq: nothing of that name is there.
                    changes.put(path, new Change.Deleted());
                } else if (name.startsWith(WHITEOUT)) {
                    if (!name.equals(OPAQUE)) {
                        changes.put(path.resolveSibling(name.substring(WHITEOUT.length())), new Change.Deleted());
                    }
                } else {
                    changes.put(path, new Change.Written(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new FolderEdit(FolderEdit.Beginning.BASE, changes);
    }

    private static boolean isWhiteout(Path file) throws IOException {
        return Files.getAttribute(file, "unix:rdev", LinkOption.NOFOLLOW_LINKS) instanceof Number device
                && device.longValue() == 0
                && isCharacterDevice(file);
    }

    private static boolean isCharacterDevice(Path file) throws IOException {
        return Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) instanceof Number mode
                && (mode.intValue() & 0170000) == 0020000;
    }

    private static boolean isOpaque(Path directory) throws IOException {
        if (Files.exists(directory.resolve(OPAQUE), LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        UserDefinedFileAttributeView view =
                Files.getFileAttributeView(directory, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return false;
        }
        for (String name : OPAQUE_ATTRIBUTES) {
            if (view.list().contains(name)) {
                ByteBuffer value = ByteBuffer.allocate(view.size(name));
                view.read(name, value);
                return new String(value.array(), StandardCharsets.US_ASCII).startsWith("y");
            }
        }
        return false;
    }
}
