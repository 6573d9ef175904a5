package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.publisher.artifact.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/** Where artifacts come from that are not on this disk. Its errors say by their type whether to try again. */
public interface ArtifactSource {
    /**
     * A tree node, checked.
     *
     * @throws dev.sitemend.store.UnreadableObjectException if it is in none of the packs, or damaged
     */
    byte[] node(SiteId site, Digest digest, List<PackReference> packs);

    /**
     * Brings contents to {@code sink}, in any order, each at least once.
     *
     * @throws dev.sitemend.store.UnreadableObjectException if one is in none of the packs, or damaged
     */
    void fetch(SiteId site, Set<Content> wanted, List<PackReference> packs, Sink sink) throws IOException;

    /** Takes contents, by several threads at once. */
    @FunctionalInterface
    interface Sink {
        /** Reads all of {@code bytes}, which is open during this call only. */
        void take(Content content, InputStream bytes) throws IOException;
    }
}
