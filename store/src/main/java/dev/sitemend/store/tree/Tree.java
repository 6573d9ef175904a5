package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.util.List;
import java.util.Optional;

/**
 * A stored tree, of which only what is asked for is read. Its methods may throw
 * {@link dev.sitemend.store.UnreadableObjectException}. Safe for use by several threads.
 */
public interface Tree {
    Digest root();

    /** What lies at a path; empty if nothing does. Reads the nodes on the way to it. */
    Optional<TreeEntry> find(TreePath path);

    /** What the root has, in the order of the names' bytes. */
    List<TreeChild> children();

    /** What a directory has, in the order of the names' bytes; empty if the path is none. */
    List<TreeChild> children(TreePath directory);
}
