package dev.sitemend.store.tree;

import dev.sitemend.store.pack.PackWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what differs between two trees: files and links by their paths, and what they weigh. */
final class Comparison implements TreeComparison.Visitor {
    private final List<TreePath> added = new ArrayList<>();
    private final List<TreePath> modified = new ArrayList<>();
    private final List<TreePath> removed = new ArrayList<>();
    private long moreBytes;
    private boolean dropsLarge;

    static Comparison of(Tree before, Tree after) {
        Comparison comparison = new Comparison();
        TreeComparison.compare(before, after, comparison);
        return comparison;
    }

    @Override
    public void differs(TreePath path, @Nullable TreeEntry before, @Nullable TreeEntry after) {
        boolean wasFile = before != null && !before.isDirectory();
        boolean isFile = after != null && !after.isDirectory();
        if (wasFile && isFile) {
            modified.add(path);
        } else if (wasFile) {
            removed.add(path);
        } else if (isFile) {
            added.add(path);
        }
        if (before != null && wasFile) {
            moreBytes -= before.size();
            dropsLarge |= before.size() >= PackWriter.LARGE;
        }
        if (after != null && isFile) {
            moreBytes += after.size();
        }
    }

    Difference difference() {
        // Directories come in the order of their names: "a/b" before "a-b".
        List.of(added, modified, removed).forEach(paths -> paths.sort(null));
        return new Difference(added, modified, removed);
    }

    /** How many more files and links the tree has now. */
    long moreFiles() {
        return (long) added.size() - removed.size();
    }

    /** How many more bytes they have. */
    long moreBytes() {
        return moreBytes;
    }

    /** Whether a content that lies in a pack of its own is not under its path any more. */
    boolean dropsLarge() {
        return dropsLarge;
    }
}
