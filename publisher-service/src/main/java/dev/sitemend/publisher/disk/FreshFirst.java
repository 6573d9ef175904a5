package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.store.MissingObjectException;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Looks into the newest packs first: what differs from the generation before nearly always lies in the pack that its
 * build added, so that a promotion asks for the end of that pack, and not for those of all that the artifact needs.
 */
final class FreshFirst implements ArtifactSource {
    private final ArtifactSource source;
    private final Set<PackReference> old;

    /**
     * Takes what not to ask first.
     *
     * @param old the packs of the generation before
     */
    FreshFirst(ArtifactSource source, Set<PackReference> old) {
        this.source = source;
        this.old = old;
    }

    @Override
    public byte[] node(SiteId site, Digest digest, List<PackReference> packs) {
        List<PackReference> fresh = fresh(packs);
        if (!fresh.isEmpty()) {
            try {
                return source.node(site, digest, fresh);
            } catch (MissingObjectException e) {
                // An older build of another channel had it already.
            }
        }
        return source.node(site, digest, packs);
    }

    @Override
    public void fetch(SiteId site, Set<Content> wanted, List<PackReference> packs, Sink sink) throws IOException {
        List<PackReference> fresh = fresh(packs);
        if (!fresh.isEmpty()) {
            try {
                source.fetch(site, wanted, fresh, sink);
                return;
            } catch (MissingObjectException e) {
                // Some lie in older packs.
            }
        }
        source.fetch(site, wanted, packs, sink);
    }

    private List<PackReference> fresh(List<PackReference> packs) {
        return packs.stream().filter(pack -> !old.contains(pack)).toList();
    }
}
