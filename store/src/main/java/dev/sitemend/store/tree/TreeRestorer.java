package dev.sitemend.store.tree;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Writes one stored tree to disk. Used once. */
final class TreeRestorer {
    private final Tree tree;
    private final FilesOnTheWay files;
    private final Path into;

    TreeRestorer(Tree tree, FilesOnTheWay files, Path into) {
        this.tree = tree;
        this.files = files;
        this.into = into;
    }

    void restore() throws IOException {
        Files.createDirectories(into);
        requireEmpty();
        boolean complete = false;
        try {
            directory(Directory.open(tree.source(), tree.root()), into);
            files.bring();
            complete = true;
        } finally {
            if (!complete) {
                clear(into);
            }
        }
    }

    private void directory(Directory directory, Path path) throws IOException {
        Entries entries = new Entries(directory);
        while (entries.hasNext()) {
            NamedEntry found = entries.next();
            Path child = found.name().in(path);
            if (found.entry().isDirectory()) {
                Files.createDirectory(child);
                directory(Directory.open(tree.source(), found.entry()), child);
            } else {
                files.want(child, found.entry());
            }
        }
    }

    private void requireEmpty() throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(into)) {
            if (children.iterator().hasNext()) {
                throw new DirectoryNotEmptyException(into.toString());
            }
        }
    }

    private static void clear(Path directory) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    clear(child);
                }
                Files.delete(child);
            }
        }
    }
}
