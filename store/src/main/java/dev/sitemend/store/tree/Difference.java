package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.Changes;
import java.util.List;

/** Which files and symbolic links of two trees differ, each list in the order of its paths. */
public record Difference(List<TreePath> added, List<TreePath> modified, List<TreePath> removed) {
    public Difference {
        added = List.copyOf(added);
        modified = List.copyOf(modified);
        removed = List.copyOf(removed);
    }

    public boolean isEmpty() {
        return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
    }

    public Changes changes() {
        return new Changes(added.size(), modified.size(), removed.size());
    }
}
