package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Every path of a tree, directories too, in the order of their bytes. */
public record TreeListing(Digest root, NavigableMap<TreePath, TreeEntry> entries) {
    public TreeListing {
        entries = Collections.unmodifiableNavigableMap(new TreeMap<>(entries));
    }

    public Optional<TreeEntry> find(TreePath path) {
        return Optional.ofNullable(entries.get(path));
    }

    /** Number of files and symbolic links. */
    public long files() {
        return entries.values().stream().filter(entry -> !entry.isDirectory()).count();
    }

    /** Sum of the sizes of files and symbolic links. */
    public long bytes() {
        return entries.values().stream()
                .filter(entry -> !entry.isDirectory())
                .mapToLong(TreeEntry::size)
                .sum();
    }
}
