package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Workspace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Gives what the builder wrote as root to the user who will work on it. Links are changed, not followed. */
final class Ownership {
    private Ownership() {}

    static void give(Workspace workspace, long uid) throws IOException {
        List<Path> roots = List.of(
                workspace.source(), workspace.output(), workspace.state(), workspace.tools(), workspace.scratch());
        for (Path root : roots) {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                        throws IOException {
                    own(directory, (int) uid);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    own(file, (int) uid);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }

    private static void own(Path path, int uid) throws IOException {
        Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(path, "unix:gid", uid, LinkOption.NOFOLLOW_LINKS);
    }
}
