package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.artifact.Manifest;
import dev.sitemend.publisher.artifact.Node;
import dev.sitemend.store.tree.TreeEntry;
import dev.sitemend.store.tree.TreeListing;
import dev.sitemend.store.tree.TreePath;
import dev.sitemend.store.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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
    public Manifest manifest(SiteId site, Artifact artifact) {
        TreeListing listing = trees.listing(site, artifact.root(), artifact.packs());
        Map<String, Node> nodes = HashMap.newHashMap(listing.entries().size());
        for (Map.Entry<TreePath, TreeEntry> path : listing.entries().entrySet()) {
            String name = new String(path.getKey().bytes(), StandardCharsets.ISO_8859_1);
            TreeEntry entry = path.getValue();
            nodes.put(
                    name,
                    switch (entry.kind()) {
                        case FILE, EXECUTABLE -> new Node.File(new Content(entry.digest(), entry.size()));
                        case DIRECTORY -> new Node.Directory();
                        case LINK ->
                            new Node.Link(new String(
                                    trees.blob(site, entry.digest(), artifact.packs()), StandardCharsets.ISO_8859_1));
                    });
        }
        return Manifest.of(artifact.root(), nodes);
    }

    @Override
    public void fetch(SiteId site, Artifact artifact, Set<Content> wanted, Sink sink) throws IOException {
        Map<Digest, Content> contents = HashMap.newHashMap(wanted.size());
        wanted.forEach(content -> contents.put(content.digest(), content));
        try {
            trees.fetch(site, contents.keySet(), artifact.packs(), (digest, bytes) -> {
                Content content = Objects.requireNonNull(contents.get(digest), "brought only what was asked for");
                sink.take(content, bytes);
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
