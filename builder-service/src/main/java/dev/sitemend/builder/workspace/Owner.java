package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * Whose the files of a workspace are. What the builder writes as root is given to the user who will work on it; links
 * are changed, not followed. Everybody else owns what they write.
 */
final class Owner {
    private final Identity builder;
    private final long uid;

    /** @param uid the builder's own, unless the builder is root */
    Owner(Identity builder, long uid) {
        this.builder = builder;
        this.uid = uid;
    }

    long uid() {
        return uid;
    }

    /** @param folder that the builder changed */
    void take(Path folder, Touched touched) throws IOException {
        if (uid == builder.uid()) {
            return;
        }
        switch (touched) {
            case Touched.Everything() -> takeAll(folder);
            case Touched.Paths(var paths) -> {
                own(folder);
                Set<Path> taken = new HashSet<>();
                for (Path path : paths) {
                    takeWithParents(folder, path, taken);
                }
            }
        }
    }

    private void takeAll(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                own(directory);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                own(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void takeWithParents(Path folder, Path path, Set<Path> taken) throws IOException {
        for (int names = path.getNameCount(); names > 0 && taken.add(path.subpath(0, names)); names--) {
            own(folder.resolve(path.subpath(0, names)));
        }
    }

    void own(Path path) throws IOException {
        if (uid == builder.uid()) {
            return;
        }
        try {
            if (((Number) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue() == uid) {
                return; // To give it again would look like a change of it.
            }
            Files.setAttribute(path, "unix:uid", (int) uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", (int) uid, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            // Removed from the source, for instance.
            return;
        }
    }
}
