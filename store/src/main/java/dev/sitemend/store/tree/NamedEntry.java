package dev.sitemend.store.tree;

import org.jspecify.annotations.Nullable;

/** A name in a directory, and what lies under it. */
record NamedEntry(TreePath name, TreeEntry entry) {
    /** The path of this in a directory; absent for the root. */
    TreePath under(@Nullable TreePath directory) {
        return directory == null ? name : directory.child(name.raw());
    }
}
