package dev.sitemend.store.tree;

import java.util.ArrayList;
import java.util.List;

/** Compares two trees by all of their paths. */
final class ListedDifference {
    private ListedDifference() {}

    static Difference of(TreeListing before, TreeListing after) {
        List<TreePath> added = new ArrayList<>();
        List<TreePath> modified = new ArrayList<>();
        after.entries().forEach((path, entry) -> {
            if (entry.isDirectory()) {
                return;
            }

            TreeEntry old = before.entries().get(path);
            if (old == null || old.isDirectory()) {
                added.add(path);
            } else if (!old.equals(entry)) {
                modified.add(path);
            }
        });

        List<TreePath> removed = new ArrayList<>();
        before.entries().forEach((path, entry) -> {
            TreeEntry now = after.entries().get(path);
            if (!entry.isDirectory() && (now == null || now.isDirectory())) {
                removed.add(path);
            }
        });
        return new Difference(added, modified, removed);
    }
}
