package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import java.util.List;

/**
 * A tree that is in the store.
 *
 * @param packs every pack that it needs
 * @param files number of files and symbolic links
 * @param bytes sum of their sizes
 */
public record UploadedTree(Digest root, List<PackReference> packs, long files, long bytes) {
    public UploadedTree {
        packs = List.copyOf(packs);
    }

    public Artifact artifact() {
        return new Artifact(root, packs, files, bytes);
    }
}
