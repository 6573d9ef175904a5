package dev.sitemend.store.tree;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An edit by its names: what became of one path, and what of the names in it. */
final class EditNode {
    private final NavigableMap<TreePath, EditNode> children = new TreeMap<>();
    private @Nullable Change change;

    private EditNode() {}

    /** The root of an edit. */
    static EditNode of(Map<TreePath, Change> changes) {
        EditNode root = new EditNode();
        changes.forEach((path, change) -> {
            EditNode node = root;
            for (TreePath name : path.segments()) {
                if (node.change instanceof Change.Written || node.change instanceof Change.Deleted) {
                    throw new IllegalArgumentException(
                            "Cannot edit " + path + ": it lies below what was written or deleted");
                }
                node = node.children.computeIfAbsent(name, _ -> new EditNode());
            }
            node.change = change;
        });
        return root;
    }

    /** Empty for a directory that is only on the way to a change. */
    Optional<Change> change() {
        return Optional.ofNullable(change);
    }

    /** By their names. */
    NavigableMap<TreePath, EditNode> children() {
        return Collections.unmodifiableNavigableMap(children);
    }
}
