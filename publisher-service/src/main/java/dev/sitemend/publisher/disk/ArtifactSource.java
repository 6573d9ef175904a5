package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.artifact.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** Where artifacts come from that are not on this disk. Its errors say by their type whether to try again. */
public interface ArtifactSource {
    /** All paths of an artifact, symbolic links with their targets. */
    Manifest manifest(SiteId site, Artifact artifact);

    /** Brings contents of an artifact to {@code sink}, in any order, each at least once. */
    void fetch(SiteId site, Artifact artifact, Set<Content> wanted, Sink sink) throws IOException;

    /** Takes contents, by several threads at once. */
    @FunctionalInterface
    interface Sink {
        /** Reads all of {@code bytes}, which is open during this call only. */
        void take(Content content, InputStream bytes) throws IOException;
    }
}
