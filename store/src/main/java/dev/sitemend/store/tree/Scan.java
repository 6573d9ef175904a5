package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.util.List;

/**
 * A directory as it was found: its tree by digest, and where the bytes are. It must not change until it is uploaded.
 */
public final class Scan {
    private final TreeListing listing;
    private final List<TreePath> skipped;

    Scan(TreeListing listing, List<TreePath> skipped) {
        this.listing = listing;
        this.skipped = List.copyOf(skipped);
    }

    public Digest root() {
        return listing.root();
    }

    public TreeListing listing() {
        return listing;
    }

    /**
     * What is neither file nor directory nor symbolic link (sockets, pipes, devices), and so is not part of the tree.
     */
    public List<TreePath> skipped() {
        return skipped;
    }
}
