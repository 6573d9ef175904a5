package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Applies one edit to a tree, reading its nodes on changed paths only. Used once. */
final class TreeEditor {
    private final Tree base;
    private final WrittenFiles files;
    private final Map<Digest, byte[]> nodes = new LinkedHashMap<>();

    TreeEditor(Tree base, WrittenFiles files) {
        this.base = base;
        this.files = files;
    }

    /** The edited tree. */
    Tree apply(TreeEdit edit) throws IOException {
        Directory root = Directory.open(base.source(), base.root());
        Optional<TreeEntry> edited = edited(root, children(root, EditNode.of(edit.changes()), null));
        NodeSource source = new NewNodes(nodes, base.source());
        return new Tree(source, edited.map(TreeEntry::digest).orElse(base.root()), base.packs());
    }

    /** The nodes that were made. */
    Map<Digest, byte[]> nodes() {
        return nodes;
    }

    /** What of a directory is another now, by name; an empty one is gone. */
    private NavigableMap<TreePath, Optional<TreeEntry>> children(
            @Nullable Directory directory, EditNode edit, @Nullable TreePath path) throws IOException {
        NavigableMap<TreePath, Optional<TreeEntry>> changed = new TreeMap<>();
        for (Map.Entry<TreePath, EditNode> child : edit.children().entrySet()) {
            TreePath name = child.getKey();
            Optional<TreeEntry> old = directory == null ? Optional.empty() : directory.find(name);
            Optional<TreeEntry> now = resolve(old, child.getValue(), path == null ? name : path.child(name.raw()));
            if (!now.equals(old)) {
                changed.put(name, now);
            }
        }
        return changed;
    }

    private Optional<TreeEntry> resolve(Optional<TreeEntry> old, EditNode edit, TreePath path) throws IOException {
        Optional<Change> change = edit.change();
        if (change.isEmpty()) {
            return onTheWay(old, edit, path);
        }
        return switch (change.get()) {
            case Change.Written written -> files.read(written.onDisk(), path);
            case Change.Deleted() -> Optional.empty();
            case Change.Emptied() -> Optional.of(fresh(children(null, edit, path)));
            case Change.Directory() ->
                old.filter(TreeEntry::isDirectory).isPresent()
                        ? onTheWay(old, edit, path)
                        : Optional.of(fresh(children(null, edit, path)));
        };
    }

    private Optional<TreeEntry> onTheWay(Optional<TreeEntry> old, EditNode edit, TreePath path) throws IOException {
        if (old.isPresent() && old.get().isDirectory()) {
            if (edit.children().isEmpty()) {
                return old;
            }
            Directory directory = Directory.open(base.source(), old.get());
            return edited(directory, children(directory, edit, path)).or(() -> old);
        }

        NavigableMap<TreePath, Optional<TreeEntry>> children = children(null, edit, path);
        return children.isEmpty() ? old : Optional.of(fresh(children));
    }

    private TreeEntry fresh(NavigableMap<TreePath, Optional<TreeEntry>> children) {
        DirectoryWriter writer = new DirectoryWriter(nodes);
        children.forEach((name, entry) -> entry.ifPresent(found -> writer.add(name.raw(), found)));
        return writer.end();
    }

    /** Empty if nothing changed. */
    private Optional<TreeEntry> edited(Directory directory, NavigableMap<TreePath, Optional<TreeEntry>> changed) {
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new DirectoryEdit(directory, changed).write(new DirectoryWriter(nodes)));
    }
}
