package dev.sitemend.builder.record;

import dev.sitemend.builder.workspace.FolderEdit;
import dev.sitemend.store.tree.Change;
import dev.sitemend.store.tree.TreeEdit;
import dev.sitemend.store.tree.TreePath;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Changes of a folder, as the store's trees know them. */
final class TreeEdits {
    private TreeEdits() {}

    static TreeEdit of(FolderEdit edit) {
        NavigableMap<TreePath, Change> changes = new TreeMap<>();
        edit.changes().forEach((path, change) -> changes.put(TreePath.of(path), of(change)));
        return new TreeEdit(changes);
    }

    private static Change of(dev.sitemend.builder.workspace.Change change) {
        return switch (change) {
            case dev.sitemend.builder.workspace.Change.Written written -> new Change.Written(written.onDisk());
            case dev.sitemend.builder.workspace.Change.Directory _ -> new Change.Directory();
            case dev.sitemend.builder.workspace.Change.Emptied _ -> new Change.Emptied();
            case dev.sitemend.builder.workspace.Change.Deleted _ -> new Change.Deleted();
        };
    }
}
