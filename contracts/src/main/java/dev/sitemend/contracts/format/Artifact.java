package dev.sitemend.contracts.format;

import dev.sitemend.contracts.id.Digest;
import java.util.List;

/**
 * The output tree of a successful build: what a visitor can be served. Complete and immutable.
 *
 * @param root digest of the root tree node
 * @param packs every pack that holds a blob or a tree node reachable from the root
 * @param files number of regular files and symbolic links
 * @param bytes sum of their sizes, uncompressed
 */
public record Artifact(Digest root, List<PackReference> packs, long files, long bytes) {
    public Artifact {
        packs = List.copyOf(packs);
    }
}
