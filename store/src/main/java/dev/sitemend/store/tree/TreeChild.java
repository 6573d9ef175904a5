package dev.sitemend.store.tree;

/** A path directly below a directory, and what lies there. */
public record TreeChild(TreePath path, TreeEntry entry) {}
