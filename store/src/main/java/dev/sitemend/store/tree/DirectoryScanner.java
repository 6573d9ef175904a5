package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one directory into a {@link Scan}. Used once. Of what it found it keeps the tree's nodes, about 60 bytes a
 * file: they say where every content is.
 */
final class DirectoryScanner {
    private final Path top;
    private final Map<Digest, byte[]> nodes = new LinkedHashMap<>();
    private final List<TreePath> skipped = new ArrayList<>();
    private final DiskFiles disk = new DiskFiles();
    private long files;
    private long bytes;

    DirectoryScanner(Path top) {
        this.top = top;
    }

    Scan scan() throws IOException {
        TreeEntry root = directory(top, null);
        NodeSource source = new NewNodes(nodes, NodeSource.none());
        Tree tree = new Tree(source, root.digest(), List.of());
        Scan.Found found = new Scan.Found(nodes, new FilesBelow(top, tree), skipped);
        return new Scan(tree, found, new Scan.Origin.Whole(), files, bytes);
    }

    private TreeEntry directory(Path directory, @Nullable TreePath path) throws IOException {
        DirectoryWriter writer = new DirectoryWriter(nodes);
        for (byte[] name : SortedNames.in(directory)) {
            TreePath childPath = path == null ? TreePath.named(name) : path.child(name);
            Optional<TreeEntry> entry = entry(directory.resolve(RawNames.path(name)), childPath);
            entry.ifPresentOrElse(found -> writer.add(name, found), () -> skipped.add(childPath));
        }
        return writer.end();
    }

    private Optional<TreeEntry> entry(Path child, TreePath path) throws IOException {
        DiskFiles.Kind kind = disk.kind(child);
        return switch (kind) {
            case DIRECTORY -> Optional.of(directory(child, path));
            case OTHER -> Optional.empty();
            case FILE, EXECUTABLE, LINK -> {
                TreeEntry entry = disk.read(child, kind);
                files++;
                bytes += entry.size();
                yield Optional.of(entry);
            }
        };
    }

    /** Finds the contents again by walking the tree that was made of them. */
    private record FilesBelow(Path top, Tree tree) implements BlobSource {
        @Override
        public void visit(Visitor visitor) throws IOException {
            visit(Directory.open(tree.source(), tree.root()), top, visitor);
        }

        private void visit(Directory directory, Path path, Visitor visitor) throws IOException {
            Entries entries = new Entries(directory);
            while (entries.hasNext()) {
                NamedEntry found = entries.next();
                TreeEntry entry = found.entry();
                if (entry.isDirectory()) {
                    visit(Directory.open(tree.source(), entry), child(path, found.name()), visitor);
                } else {
                    visitor.visit(entry, () -> DiskFiles.content(child(path, found.name()), entry));
                }
            }
        }

        private static Path child(Path directory, TreePath name) {
            return name.in(directory);
        }
    }
}
