package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.artifact.Found;
import dev.sitemend.publisher.artifact.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Artifacts on this disk, brought from their source where something is not here. */
public final class LocalArtifacts {
    // A rule file is a page of text; one that is bigger than this is something else.
    private static final long LARGEST_TEXT = 256 * 1024;
    private static final int LANES = 64;

    private final ArtifactSource source;
    private final LocalBlobs blobs;
    private final ManifestFiles manifests;
    private final Object[] lanes = Stream.generate(Object::new).limit(LANES).toArray();

    public LocalArtifacts(ArtifactSource source, LocalBlobs blobs, ManifestFiles manifests) {
        this.source = source;
        this.blobs = blobs;
        this.manifests = manifests;
    }

    /** All paths of an artifact, if they are known here. */
    public Optional<Manifest> knownManifest(Artifact artifact) throws IOException {
        return manifests.read(artifact.root());
    }

    /** All paths of an artifact. */
    public Manifest manifest(SiteId site, Artifact artifact) throws IOException {
        Optional<Manifest> kept = knownManifest(artifact);
        if (kept.isPresent()) {
            return kept.get();
        }

        Manifest manifest = source.manifest(site, artifact);
        manifests.keep(manifest);
        return manifest;
    }

    /** Returns once the manifest and every content of the artifact are on this disk. */
    public void complete(SiteId site, Artifact artifact, Manifest manifest) throws IOException {
        Set<Content> missing = new LinkedHashSet<>();
        for (Content content : manifest.contents()) {
            if (!blobs.holds(content)) {
                missing.add(content);
            }
        }
        if (!missing.isEmpty()) {
            source.fetch(site, artifact, missing, blobs::keep);
        }

        for (Content content : missing) {
            if (!blobs.holds(content)) {
                throw new IOException(
                        "Cannot complete artifact " + artifact.root().abbreviated() + " of " + site + ": "
                                + content.digest().abbreviated() + " was not brought");
            }
        }
        manifests.keep(manifest);
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
                source.fetch(site, artifact, Set.of(content), blobs::keep);
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

    /** A text of an artifact, each byte as one character (ISO 8859-1); empty if there is none at the path. */
    public Optional<String> text(SiteId site, Artifact artifact, Manifest manifest, String path) throws IOException {
        if (!(manifest.find(path) instanceof Found.File(Content content)) || content.size() > LARGEST_TEXT) {
            return Optional.empty();
        }

        return Optional.of(new String(bytes(site, artifact, content), StandardCharsets.ISO_8859_1));
    }
}
