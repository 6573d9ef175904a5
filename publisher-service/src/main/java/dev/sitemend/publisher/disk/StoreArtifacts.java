package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.store.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Artifacts from the object store. */
public final class StoreArtifacts implements ArtifactSource {
    private final Trees trees;

    public StoreArtifacts(Trees trees) {
        this.trees = trees;
    }

    @Override
    public byte[] node(SiteId site, Digest digest, List<PackReference> packs) {
        return trees.node(site, digest, packs);
    }

    @Override
    public void fetch(SiteId site, Set<Content> wanted, List<PackReference> packs, Sink sink) throws IOException {
        Map<Digest, Content> contents = HashMap.newHashMap(wanted.size());
        wanted.forEach(content -> contents.put(content.digest(), content));
        try {
            trees.fetch(site, contents.keySet(), packs, (digest, bytes) -> {
                Content content = Objects.requireNonNull(contents.get(digest), "brought only what was asked for");
                sink.take(content, bytes);
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
