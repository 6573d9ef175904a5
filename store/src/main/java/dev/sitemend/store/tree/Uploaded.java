package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.PackReference;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * What an upload left in the store.
 *
 * @param trees one for each scan, in the same order
 * @param sentObjects blobs and tree nodes that the store did not have
 * @param sentBytes what was written for them, compressed
 */
public record Uploaded(List<UploadedTree> trees, long sentObjects, long sentBytes) {
    public Uploaded {
        trees = List.copyOf(trees);
    }

    /** Every pack that any of the trees needs. */
    public List<PackReference> packs() {
        SequencedSet<PackReference> packs = new LinkedHashSet<>();
        trees.forEach(tree -> packs.addAll(tree.packs()));
        return List.copyOf(packs);
    }
}
