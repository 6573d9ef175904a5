package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.Content;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A directory as it was found: its tree by digest, and where the bytes are. It must not change until it is uploaded.
 */
public final class Scan {
    private final TreeListing listing;
    private final Map<Digest, Content> nodes;
    private final Map<Digest, Content> blobs;
    private final List<TreePath> skipped;
    private final Difference difference;
    private final long files;
    private final long bytes;

    Scan(TreeListing listing, Map<Digest, Content> nodes, Map<Digest, Content> blobs, List<TreePath> skipped) {
        this(
                listing,
                nodes,
                blobs,
                skipped,
                Trees.diff(new TreeListing(listing.root(), new TreeMap<>()), listing),
                listing.files(),
                listing.bytes());
    }

    Scan(
            TreeListing listing,
            Map<Digest, Content> nodes,
            Map<Digest, Content> blobs,
            List<TreePath> skipped,
            Difference difference,
            long files,
            long bytes) {
        this.difference = difference;
        this.files = files;
        this.bytes = bytes;
        this.listing = listing;
        this.nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        this.blobs = Collections.unmodifiableMap(new LinkedHashMap<>(blobs));
        this.skipped = List.copyOf(skipped);
    }

    public Digest root() {
        return listing.root();
    }

    /** Number of files and symbolic links. */
    public long files() {
        return files;
    }

    /** Sum of the sizes of files and symbolic links. */
    public long bytes() {
        return bytes;
    }

    /** How it differs from the base; of a whole directory everything is added. */
    public Difference difference() {
        return difference;
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

    /** The tree nodes, root included. */
    Map<Digest, Content> nodes() {
        return nodes;
    }

    /** The contents of files and targets of links. */
    Map<Digest, Content> blobs() {
        return blobs;
    }
}
