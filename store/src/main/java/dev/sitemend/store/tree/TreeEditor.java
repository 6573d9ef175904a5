package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.Content;
import dev.sitemend.store.pack.Sha256;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Applies one edit to a tree. Used once. */
final class TreeEditor {
    private final TreeListing before;
    private final TreeEdit edit;
    private final TreeMap<TreePath, TreeEntry> entries;
    private final Map<Digest, Content> nodes = new LinkedHashMap<>();
    private final DirectoryScanner files = new DirectoryScanner();

    TreeEditor(TreeListing before, TreeEdit edit) {
        this.before = before;
        this.edit = edit;
        this.entries = new TreeMap<>(before.entries());
    }

    Scan scan(Base base) throws IOException {
        for (Map.Entry<TreePath, Change> change : edit.changes().entrySet()) {
            apply(change.getKey(), change.getValue());
        }

        Map<Optional<TreePath>, List<TreePath>> children = new LinkedHashMap<>();
        entries.keySet()
                .forEach(path -> children.computeIfAbsent(path.parent(), _ -> new ArrayList<>())
                        .add(path));
        TreeEntry root = directory(null, children);
        TreeListing listing = new TreeListing(root.digest(), entries);
        return new Scan(
                listing,
                nodes,
                files.blobs(),
                files.skipped(),
                Trees.diff(before, listing),
                base.files() + listing.files() - before.files(),
                base.bytes() + listing.bytes() - before.bytes());
    }

    private void apply(TreePath path, Change change) throws IOException {
        TreeEntry old = entries.get(path);
        switch (change) {
            case Change.Written written -> {
                remove(path);
                parents(path);
                Optional<TreeEntry> entry = files.file(written.onDisk(), path);
                entry.ifPresent(found -> entries.put(path, found));
            }
            case Change.Directory() -> {
                if (old == null || !old.isDirectory()) {
                    parents(path);
                    entries.put(path, unknown());
                }
            }
            case Change.Emptied() -> {
                remove(path);
                parents(path);
                entries.put(path, unknown());
            }
            case Change.Deleted() -> remove(path);
        }
    }

    private void parents(TreePath path) {
        for (Optional<TreePath> up = path.parent();
                up.isPresent();
                up = up.get().parent()) {
            TreeEntry entry = entries.get(up.get());
            if (entry == null || !entry.isDirectory()) {
                entries.put(up.get(), unknown());
            }
        }
    }

    private void remove(TreePath path) {
        entries.remove(path);
        entries.keySet().removeIf(other -> other.isBelow(path));
    }

    private static TreeEntry unknown() {
        return new TreeEntry(EntryKind.DIRECTORY, Sha256.of(new byte[0]), 0);
    }

    private TreeEntry directory(@Nullable TreePath path, Map<Optional<TreePath>, List<TreePath>> children) {
        List<TreeNode.Child> list = new ArrayList<>();
        for (TreePath child : children.getOrDefault(Optional.ofNullable(path), List.of())) {
            TreeEntry entry = entries.get(child);
            if (entry != null) {
                if (entry.isDirectory()) {
                    entry = directory(child, children);
                    entries.put(child, entry);
                }
                list.add(new TreeNode.Child(child.name(), entry));
            }
        }

        byte[] node = new TreeNode(list).encode();
        Digest digest = Sha256.of(node);
        nodes.putIfAbsent(digest, Content.of(node));
        return new TreeEntry(EntryKind.DIRECTORY, digest, node.length);
    }
}
