package dev.sitemend.store.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings a directory from one stored tree to another. Used once. */
final class TreeAdvance implements TreeComparison.Visitor {
    private final Path top;
    private final FilesOnTheWay files;
    private final List<Path> gone = new ArrayList<>();
    private final List<Path> directories = new ArrayList<>();
    private final List<Written> written = new ArrayList<>();
    private final List<Written> modes = new ArrayList<>();

    private record Written(Path path, TreeEntry entry) {}

    TreeAdvance(Path top, FilesOnTheWay files) {
        this.top = top;
        this.files = files;
    }

    void advance(Tree from, Tree to) throws IOException {
        TreeComparison.compare(from, to, this);
        // What is in a directory comes behind it.
        for (Path path : gone.reversed()) {
            Files.delete(path);
        }
        for (Path path : directories) {
            Files.createDirectory(path);
        }
        for (Written file : modes) {
            String mode = file.entry().kind() == EntryKind.EXECUTABLE ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString(mode));
        }
        written.forEach(file -> files.want(file.path(), file.entry()));
        files.bring();
    }

    @Override
    public void differs(TreePath treePath, @Nullable TreeEntry before, @Nullable TreeEntry after) {
        Path path = treePath.in(top);
        if (before != null && after != null && onlyModeDiffers(before, after)) {
            modes.add(new Written(path, after));
            return;
        }

        if (before != null) {
            gone.add(path);
        }
        if (after != null) {
            if (after.isDirectory()) {
                directories.add(path);
            } else {
                written.add(new Written(path, after));
            }
        }
    }

    private static boolean onlyModeDiffers(TreeEntry before, TreeEntry after) {
        return isFile(before) && isFile(after) && before.digest().equals(after.digest());
    }

    private static boolean isFile(TreeEntry entry) {
        return entry.kind() == EntryKind.FILE || entry.kind() == EntryKind.EXECUTABLE;
    }
}
