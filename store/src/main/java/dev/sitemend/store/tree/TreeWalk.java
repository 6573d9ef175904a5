package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Visits every path of a tree, a directory before what is in it. */
record TreeWalk(NodeSource source) {
    void walk(Digest root, BiConsumer<TreePath, TreeEntry> visitor) {
        walk(Directory.open(source, root), null, visitor);
    }

    /** Visits what is below an entry of a tree, if it is a directory. */
    void below(TreePath path, TreeEntry entry, BiConsumer<TreePath, TreeEntry> visitor) {
        if (entry.isDirectory()) {
            walk(Directory.open(source, entry), path, visitor);
        }
    }

    private void walk(Directory directory, @Nullable TreePath path, BiConsumer<TreePath, TreeEntry> visitor) {
        new Entries(directory).forEachRemaining(found -> {
            TreePath child = found.under(path);
            visitor.accept(child, found.entry());
            below(child, found.entry(), visitor);
        });
    }
}
