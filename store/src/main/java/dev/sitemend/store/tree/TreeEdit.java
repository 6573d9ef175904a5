package dev.sitemend.store.tree;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How a directory differs from a stored tree: what became of some paths; all others are as they were. Directories above
 * a path that something was written to are there too, said or not. Nothing lies below a path that was written or
 * deleted.
 */
public record TreeEdit(NavigableMap<TreePath, Change> changes) {
    public TreeEdit {
        changes = Collections.unmodifiableNavigableMap(new TreeMap<>(changes));
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
