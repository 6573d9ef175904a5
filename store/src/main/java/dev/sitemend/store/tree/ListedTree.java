package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import java.util.List;
import java.util.Optional;

/** A tree that was read whole. */
record ListedTree(TreeListing listing, List<PackReference> packs) implements Tree {
    @Override
    public Digest root() {
        return listing.root();
    }

    @Override
    public Optional<TreeEntry> find(TreePath path) {
        return listing.find(path);
    }

    @Override
    public List<TreeChild> children() {
        return listing.entries().entrySet().stream()
                .filter(entry -> entry.getKey().parent().isEmpty())
                .map(entry -> new TreeChild(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public List<TreeChild> children(TreePath directory) {
        return listing.entries().entrySet().stream()
                .filter(entry ->
                        entry.getKey().parent().filter(directory::equals).isPresent())
                .map(entry -> new TreeChild(entry.getKey(), entry.getValue()))
                .toList();
    }
}
