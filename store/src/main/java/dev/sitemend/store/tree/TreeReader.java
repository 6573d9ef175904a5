package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.CorruptObjectException;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Walks a stored tree from its root. */
final class TreeReader {
    private final KnownPacks packs;
    private final TreeMap<TreePath, TreeEntry> entries = new TreeMap<>();

    TreeReader(KnownPacks packs) {
        this.packs = packs;
    }

    TreeListing read(Digest root) {
        directory(root, null);
        return new TreeListing(root, entries);
    }

    private void directory(Digest digest, @Nullable TreePath path) {
        for (TreeNode.Child child : packs.node(digest).children()) {
            TreePath childPath = path == null ? TreePath.named(child.name()) : path.child(child.name());
            TreeEntry entry = child.entry();
            long size = packs.find(entry.digest()).entry().size();
            if (size != entry.size()) {
                throw new CorruptObjectException("Cannot use " + childPath + ": its directory says " + entry.size()
                        + " bytes, its pack " + size);
            }

            entries.put(childPath, entry);
            if (entry.isDirectory()) {
                directory(entry.digest(), childPath);
            }
        }
    }
}
