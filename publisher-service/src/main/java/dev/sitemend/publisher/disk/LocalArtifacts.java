package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.artifact.Manifest;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.tree.NodeMemory;
import dev.sitemend.store.tree.Tree;
import dev.sitemend.store.tree.TreeEntry;
import dev.sitemend.store.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artifacts on this disk, brought from their source where something is not here. Directory nodes lie beside the
 * contents, under their digests, and all artifacts share them: what two generations have in common is here once, and
 * only what differs is brought for the second.
 */
public final class LocalArtifacts {
    private static final Logger log = LoggerFactory.getLogger(LocalArtifacts.class);
    private static final int LANES = 64;

    private final ArtifactSource source;
    private final LocalBlobs blobs;
    private final NodeMemory nodes;
    private final Object[] lanes = Stream.generate(Object::new).limit(LANES).toArray();

    public LocalArtifacts(ArtifactSource source, LocalBlobs blobs, NodeMemory nodes) {
        this.source = source;
        this.blobs = blobs;
        this.nodes = nodes;
    }

    /** Whether this disk has the artifact's root, and so probably more of it. */
    public boolean knows(Artifact artifact) throws IOException {
        return blobs.bytes(artifact.root()).isPresent();
    }

    /** The paths of an artifact. What of them is not here is brought when it is asked for. */
    public Manifest manifest(SiteId site, Artifact artifact) {
        return manifest(site, artifact, source);
    }

    private Manifest manifest(SiteId site, Artifact artifact, ArtifactSource from) {
        Tree tree = nodes.open(artifact.root(), digest -> node(site, artifact.packs(), digest, from));
        return new Manifest(tree, link -> {
            try {
                return bytes(site, artifact, link);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private byte[] node(SiteId site, List<PackReference> packs, Digest digest, ArtifactSource from) {
        try {
            Optional<byte[]> here = blobs.bytes(digest);
            if (here.isPresent()) {
                return here.get();
            }

            byte[] brought = from.node(site, digest, packs);
            blobs.keep(new Content(digest, brought.length), new ByteArrayInputStream(brought));
            return brought;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep a tree node of " + site + ": " + e, e);
        }
    }

    /**
     * Returns once every node and content of the artifact are on this disk.
     *
     * @return the contents that were not, each with a path of it
     */
    public Map<Content, String> bringAll(SiteId site, Artifact artifact) throws IOException {
        return bring(site, artifact, source, manifest(site, artifact).tree()::visitAll);
    }

    /**
     * Returns once every node and content is on this disk in which the artifact differs from one that is here.
     *
     * @return the contents that were not here, each with a path of it
     */
    public Map<Content, String> bringNew(SiteId site, Artifact before, Artifact artifact) throws IOException {
        ArtifactSource from = new FreshFirst(source, Set.copyOf(before.packs()));
        try {
            Tree old = manifest(site, before).tree();
            return bring(
                    site,
                    artifact,
                    from,
                    visitor -> manifest(site, artifact, from).tree().visitNew(old, visitor));
        } catch (UnreadableObjectException e) {
            log.warn(
                    "Cannot compare artifact {} of {} with {}, bringing all of it: {}",
                    artifact.root().abbreviated(),
                    site,
                    before.root().abbreviated(),
                    e.getMessage());
            return bringAll(site, artifact);
        }
    }

    private Map<Content, String> bring(
            SiteId site, Artifact artifact, ArtifactSource from, Consumer<BiConsumer<TreePath, TreeEntry>> entries)
            throws IOException {
        Map<Content, String> missing = new LinkedHashMap<>();
        entries.accept(
                (path, entry) -> missing.putIfAbsent(new Content(entry.digest(), entry.size()), path.toString()));
        for (Content content : List.copyOf(missing.keySet())) {
            if (blobs.holds(content)) {
                missing.remove(content);
            }
        }
        if (!missing.isEmpty()) {
            from.fetch(site, missing.keySet(), artifact.packs(), blobs::keep);
        }
        for (Content content : missing.keySet()) {
            if (!blobs.holds(content)) {
                throw new IOException(
                        "Cannot complete artifact " + artifact.root().abbreviated() + " of " + site + ": "
                                + content.digest().abbreviated() + " was not brought");
            }
        }
        return missing;
    }

    /** Forgets a node that is not on this disk any more, so that whoever needs it again brings it. */
    public void forget(Digest digest) {
        nodes.forget(digest);
    }

    /** The file of one content of an artifact. Brings it if it is not here; several who ask at once bring it once. */
    public Path file(SiteId site, Artifact artifact, Content content) throws IOException {
        Optional<Path> here = blobs.file(content);
        if (here.isPresent()) {
            return here.get();
        }

        synchronized (lanes[Math.floorMod(content.digest().hashCode(), LANES)]) {
            here = blobs.file(content);
            if (here.isEmpty()) {
                source.fetch(site, Set.of(content), artifact.packs(), blobs::keep);
                here = blobs.file(content);
            }
        }
        return here.orElseThrow(() -> new IOException(
                "Cannot serve " + content.digest().abbreviated() + " of " + site + ": it was not brought"));
    }

    /** The bytes of one content of an artifact, if it fits into memory. Brings it if it is not here. */
    public byte[] bytes(SiteId site, Artifact artifact, Content content) throws IOException {
        Optional<byte[]> here = blobs.bytes(content.digest());
        if (here.isPresent()) {
            return here.get();
        }

        file(site, artifact, content);
        return blobs.bytes(content.digest())
                .orElseThrow(() -> new IOException("Cannot serve "
                        + content.digest().abbreviated() + " of " + site + ": the disk lost it at once"));
    }
}
