package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import java.util.List;

/**
 * A stored tree that an edit starts from.
 *
 * @param packs every pack that it needs, perhaps more
 * @param files number of its files and symbolic links; the edited tree's is counted from it
 * @param bytes sum of their sizes; likewise
 */
public record Base(Digest root, List<PackReference> packs, long files, long bytes) {
    public Base {
        packs = List.copyOf(packs);
    }

    public static Base of(Artifact artifact) {
        return new Base(artifact.root(), artifact.packs(), artifact.files(), artifact.bytes());
    }
}
