package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Names every object that a tree needs: its nodes, its files' contents, its links' targets. */
final class TreeObjects {
    private final NodeSource source;
    private final Consumer<Digest> visitor;
    private final Set<Digest> directories = new HashSet<>();

    private TreeObjects(NodeSource source, Consumer<Digest> visitor) {
        this.source = source;
        this.visitor = visitor;
    }

    /** Visits each, contents perhaps more than once. Reads all nodes. */
    static void visit(Tree tree, Consumer<Digest> visitor) {
        new TreeObjects(tree.source(), visitor).directory(Directory.open(tree.source(), tree.root()), tree.root());
    }

    private void directory(Directory directory, Digest digest) {
        if (!directories.add(digest)) {
            return;
        }

        visitor.accept(digest);
        if (directory.node() instanceof DividedNode) {
            directory.parts().forEach(visitor);
        }
        new Entries(directory).forEachRemaining(found -> {
            TreeEntry entry = found.entry();
            if (entry.isDirectory()) {
                directory(Directory.open(source, entry), entry.digest());
            } else {
                visitor.accept(entry.digest());
            }
        });
    }
}
