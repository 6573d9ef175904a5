package dev.sitemend.publisher.serving;

import dev.sitemend.publisher.disk.DigestSketch;
import dev.sitemend.publisher.disk.LocalArtifacts;
import dev.sitemend.publisher.disk.LocalBlobs;
import dev.sitemend.publisher.disk.Variants;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.UnreadableObjectException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the publisher does from time to time: catch up with the store, and keep the disk within its bounds. */
public final class Upkeep {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final Duration PAUSE_IN_TROUBLE = Duration.ofSeconds(3);
    // Events tell of new sites and channels; this is for when one was lost.
    private static final Duration BETWEEN_DISCOVERIES = Duration.ofMinutes(10);
    // The disk is gone through when a sixteenth of the room may have become loose, and now and then.
    private static final int LOOSE_SHARE = 16;
    private static final Duration BETWEEN_EVICTIONS = Duration.ofHours(1);

    private final LiveSites sites;
    private final Publications publications;
    private final LocalArtifacts artifacts;
    private final LocalBlobs blobs;
    private final Variants variants;
    private final Readiness readiness;
    private final Clock clock;
    private final long limit;
    private boolean storeAway;
    private Instant nextDiscovery = Instant.MIN;
    private Instant nextEviction = Instant.MAX;
    private long arrivedAtEviction;

    /**
     * Takes the parts of the disk.
     *
     * @param limit bytes for contents of artifacts that are not live
     */
    public Upkeep(
            LiveSites sites,
            Publications publications,
            LocalArtifacts artifacts,
            LocalBlobs blobs,
            Variants variants,
            Readiness readiness,
            Clock clock,
            long limit) {
        this.sites = sites;
        this.publications = publications;
        this.artifacts = artifacts;
        this.blobs = blobs;
        this.variants = variants;
        this.readiness = readiness;
        this.clock = clock;
        this.limit = limit;
    }

    /** Opens the disk and shows what was live, before anybody is served. */
    public void begin() throws IOException {
        nextEviction = clock.instant().plus(BETWEEN_EVICTIONS);
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
            failed = catchUp();
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
            // What was told meanwhile may not have been heard.
            nextDiscovery = Instant.MIN;
            failed = 1;
        }

        try {
            tidy();
        } catch (IOException | UncheckedIOException | UnreadableObjectException | StoreUnavailableException e) {
            log.warn("Cannot tidy up the local disk: {}", e.toString());
        }
        return failed > 0 ? PAUSE_IN_TROUBLE : PAUSE;
    }

    private int catchUp() {
        Instant now = clock.instant();
        if (now.isBefore(nextDiscovery)) {
            return sites.lookAll();
        }

        int failed = sites.discoverAll();
        nextDiscovery = now.plus(BETWEEN_DISCOVERIES);
        return failed;
    }

    private void tidy() throws IOException {
        Instant now = clock.instant();
        long arrived = blobs.arrived();
        if (now.isBefore(nextEviction) && arrived - arrivedAtEviction <= limit / LOOSE_SHARE) {
            return;
        }

        nextEviction = now.plus(BETWEEN_EVICTIONS);
        arrivedAtEviction = arrived;
        List<Publication> live = publications.all();
        DigestSketch pinned = DigestSketch.forAbout(live.stream()
                .mapToLong(publication -> publication.artifact().files())
                .sum());
        for (Publication publication : live) {
            publication.manifest().tree().visitObjects(pinned::add);
        }
        LocalBlobs.Eviction eviction = blobs.evict(pinned::mayHave, limit, digest -> {
            variants.forget(digest);
            artifacts.forget(digest);
        });
        if (eviction.evicted() > 0) {
            log.info(
                    "Deleted {} contents that were not used for longest from the local disk, {} bytes of such stay",
                    eviction.evicted(),
                    eviction.bytes());
        }
        if (eviction.evicted() > 0 && eviction.bytes() > limit) {
            nextEviction = now;
        }
    }
}
