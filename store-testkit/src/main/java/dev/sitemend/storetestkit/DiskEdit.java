package dev.sitemend.storetestkit;

import dev.sitemend.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** One thing that a generator may do to a directory. */
public sealed interface DiskEdit {
    /** Does it to the directory that the paths are below. */
    void apply(Path directory) throws IOException;

    /** Writes a file over a file, or where nothing is. */
    record Write(TreePath path, String content) implements DiskEdit {
        @Override
        public void apply(Path directory) throws IOException {
            Files.writeString(path.in(directory), content);
        }
    }

    /** Makes a directory where nothing is. */
    record MakeDirectory(TreePath path) implements DiskEdit {
        @Override
        public void apply(Path directory) throws IOException {
            Files.createDirectory(path.in(directory));
        }
    }

    /** Makes a symbolic link where nothing is. */
    record Link(TreePath path, String target) implements DiskEdit {
        @Override
        public void apply(Path directory) throws IOException {
            Files.createSymbolicLink(path.in(directory), Path.of(target));
        }
    }

    /** Deletes whatever is there, and all in it. */
    record Delete(TreePath path) implements DiskEdit {
        @Override
        public void apply(Path directory) throws IOException {
            delete(path.in(directory));
        }

        private static void delete(Path path) throws IOException {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
                    for (Path child : children) {
                        delete(child);
                    }
                }
            }
            Files.delete(path);
        }
    }

    /** Gives what is there another name, where nothing is. */
    record Rename(TreePath from, TreePath to) implements DiskEdit {
        @Override
        public void apply(Path directory) throws IOException {
            Files.move(from.in(directory), to.in(directory));
        }
    }

    /** Sets the mode of a file: {@code rw-r--r--}. */
    record Mode(TreePath path, String mode) implements DiskEdit {
        @Override
        public void apply(Path directory) throws IOException {
            Files.setPosixFilePermissions(path.in(directory), PosixFilePermissions.fromString(mode));
        }
    }
}
