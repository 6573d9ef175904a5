package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A tree, of which only what is asked for is read. Its methods may throw
 * {@link dev.sitemend.store.UnreadableObjectException}. Safe for use by several threads.
 */
public final class Tree {
    private final NodeSource source;
    private final Digest root;
    private final List<PackReference> packs;

    Tree(NodeSource source, Digest root, List<PackReference> packs) {
        this.source = source;
        this.root = root;
        this.packs = List.copyOf(packs);
    }

    public Digest root() {
        return root;
    }

    /** Where it was opened. */
    public List<PackReference> packs() {
        return packs;
    }

    NodeSource source() {
        return source;
    }

    /** What lies at a path; empty if nothing does. Reads the nodes on the way to it. */
    public Optional<TreeEntry> find(TreePath path) {
        Directory directory = Directory.open(source, root);
        Optional<TreeEntry> found = Optional.empty();
        for (TreePath name : path.segments()) {
            if (found.isPresent()) {
                if (!found.get().isDirectory()) {
                    return Optional.empty();
                }
                directory = Directory.open(source, found.get());
            }
            found = directory.find(name);
            if (found.isEmpty()) {
                return found;
            }
        }
        return found;
    }

    /** What the root has, in the order of the names' bytes. */
    public List<TreeChild> children() {
        return children(Directory.open(source, root), null);
    }

    /** What a directory has, in the order of the names' bytes; nothing if the path is none. */
    public List<TreeChild> children(TreePath directory) {
        return find(directory)
                .filter(TreeEntry::isDirectory)
                .map(entry -> children(Directory.open(source, entry), directory))
                .orElse(List.of());
    }

    private static List<TreeChild> children(Directory directory, @Nullable TreePath path) {
        List<TreeChild> children = new ArrayList<>();
        new Entries(directory).forEachRemaining(entry -> children.add(new TreeChild(entry.under(path), entry.entry())));
        return children;
    }

    /** Visits every object that the tree needs: nodes, and contents perhaps more than once. Reads all nodes. */
    public void visitObjects(Consumer<Digest> visitor) {
        TreeObjects.visit(this, visitor);
    }

    /** Visits the files and links that {@code before} has not, or has otherwise. Reads the nodes that differ. */
    public void visitNew(Tree before, BiConsumer<TreePath, TreeEntry> visitor) {
        TreeComparison.compare(before, this, (path, was, is) -> {
            if (is != null && !is.isDirectory()) {
                visitor.accept(path, is);
            }
        });
    }

    /** Visits all files and links. Reads all nodes. */
    public void visitAll(BiConsumer<TreePath, TreeEntry> visitor) {
        new TreeWalk(source).walk(root, (path, entry) -> {
            if (!entry.isDirectory()) {
                visitor.accept(path, entry);
            }
        });
    }

    /** Every path of the tree. Reads all of its nodes. */
    public TreeListing listing() {
        TreeMap<TreePath, TreeEntry> entries = new TreeMap<>();
        new TreeWalk(source).walk(root, entries::put);
        return new TreeListing(root, entries);
    }
}
