package dev.sitemend.builder.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an output holds, read once. Links are never followed.
 *
 * @param files regular files and links, relative, with {@code /}
 * @param special pipes, sockets and devices
 */
record OutputFiles(Path root, SortedSet<String> files, SortedSet<String> special) {
    static OutputFiles of(Path root) {
        SortedSet<String> files = new TreeSet<>();
        SortedSet<String> special = new TreeSet<>();
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    Set<String> kind = attributes.isOther() ? special : files;
                    kind.add(root.relativize(file).toString());
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the output " + root, e);
        }
        return new OutputFiles(root, files, special);
    }

    boolean has(String path) {
        return files.contains(path) || Files.isDirectory(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    /** The content of a regular file; empty for a link. */
    String text(String file) {
        Path path = root.resolve(file);
        try {
            return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    ? new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    static boolean isPage(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        return name.endsWith(".html") || name.endsWith(".htm") || name.endsWith(".xhtml");
    }
}
