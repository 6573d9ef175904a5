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
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Artifacts from the object store. */
public final class StoreArtifacts implements ArtifactSource {
    // Below, one ranged read per content is cheaper than whole packs; a push of a page brings one or two.
    private static final int FEW = 24;

    private final Trees trees;
    private final Path scratch;

    /** Takes a directory of its own for trees under way. */
    public StoreArtifacts(Trees trees, Path scratch) {
        this.trees = trees;
        this.scratch = scratch;
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
        if (wanted.size() > FEW) {
            fetchAll(site, artifact, wanted, sink);
            return;
        }

        for (Content content : wanted) {
            try (InputStream bytes = trees.open(site, content.digest(), artifact.packs())) {
                sink.take(content, bytes);
            }
        }
    }

    private void fetchAll(SiteId site, Artifact artifact, Set<Content> wanted, Sink sink) throws IOException {
        Files.createDirectories(scratch);
        Path tree = Files.createTempDirectory(scratch, "tree");
        try {
            trees.restore(site, artifact.root(), artifact.packs(), tree);
            Set<Content> missing = new HashSet<>(wanted);
            try (Stream<Path> files =
                    Files.find(tree, Integer.MAX_VALUE, (path, attributes) -> attributes.isRegularFile())) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Content content = content(file);
                    if (missing.remove(content)) {
                        try (InputStream bytes = Files.newInputStream(file)) {
                            sink.take(content, bytes);
                        }
                    }
                }
            }
        } finally {
            LocalFiles.deleteAll(tree);
        }
    }

    private static Content content(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), LocalFiles.sha256())) {
            long size = in.transferTo(OutputStream.nullOutputStream());
            return new Content(Digest.ofBytes(in.getMessageDigest().digest()), size);
        }
    }
}
