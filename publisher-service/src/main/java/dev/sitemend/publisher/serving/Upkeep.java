package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.disk.LocalBlobs;
import dev.sitemend.publisher.disk.ManifestFiles;
import dev.sitemend.publisher.disk.Variants;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the publisher does from time to time: catch up with the store, and keep the disk within its bounds. */
public final class Upkeep {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final Duration PAUSE_IN_TROUBLE = Duration.ofSeconds(3);
    // A manifest is small; one that is being brought for a promotion must not be taken for one that nobody needs.
    private static final Duration MANIFESTS_STAY = Duration.ofDays(1);

    private final LiveSites sites;
    private final Publications publications;
    private final LocalBlobs blobs;
    private final Variants variants;
    private final ManifestFiles manifests;
    private final Readiness readiness;
    private final Clock clock;
    private final long limit;
    private boolean storeAway;

    /**
     * Takes the parts of the disk.
     *
     * @param limit bytes for contents of artifacts that are not live
     */
    public Upkeep(
            LiveSites sites,
            Publications publications,
            LocalBlobs blobs,
            Variants variants,
            ManifestFiles manifests,
            Readiness readiness,
            Clock clock,
            long limit) {
        this.sites = sites;
        this.publications = publications;
        this.blobs = blobs;
        this.variants = variants;
        this.manifests = manifests;
        this.readiness = readiness;
        this.clock = clock;
        this.limit = limit;
    }

    /** Opens the disk and shows what was live, before anybody is served. */
    public void begin() throws IOException {
        blobs.open();
        variants.open();
        sites.restore();
        if (!publications.all().isEmpty()) {
            readiness.achieved();
        }
    }

    /** Does what is due, and says how long to wait before the next time. */
    public Duration step() {
        int failed;
        try {
            failed = sites.refreshAll();
            readiness.achieved();
            if (storeAway) {
                log.info("The store answers again");
                storeAway = false;
            }
        } catch (StoreUnavailableException | StoreRefusedException e) {
            // Told once, not every few seconds of an outage.
            if (!storeAway) {
                log.warn(
                        "Cannot ask the store what is live, serving {} channels as they are: {}",
                        publications.all().size(),
                        e.getMessage());
                storeAway = true;
            }
            failed = 1;
        }

        try {
            tidy();
        } catch (IOException e) {
            log.warn("Cannot tidy up the local disk: {}", e.toString());
        }
        return failed > 0 ? PAUSE_IN_TROUBLE : PAUSE;
    }

    private void tidy() throws IOException {
        Set<Digest> pinned = new HashSet<>();
        Set<Digest> roots = new HashSet<>();
        for (Publication publication : publications.all()) {
            roots.add(publication.artifact().root());
            publication.manifest().contents().stream().map(Content::digest).forEach(pinned::add);
        }
        LocalBlobs.Eviction eviction = blobs.evict(pinned::contains, limit, variants::forget);
        manifests.retain(roots, clock.instant().minus(MANIFESTS_STAY));
        if (eviction.evicted() > 0) {
            log.info("Deleted {} contents that were not used for longest from the local disk", eviction.evicted());
        }
    }
}
