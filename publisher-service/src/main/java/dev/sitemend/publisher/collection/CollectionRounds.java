package dev.sitemend.publisher.collection;

import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.messaging.Pauses;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.collection.Collector;
import dev.sitemend.store.collection.Leftovers;
import dev.sitemend.store.collection.SiteCollection;
import dev.sitemend.store.collection.StoreClock;
import dev.sitemend.store.site.Sites;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes from site to site, one at a time, again and again. What one round leaves, the next one finds. */
final class CollectionRounds {
    private static final Logger LOG = LoggerFactory.getLogger(CollectionRounds.class);

    /** After the start there is better to do; and a site that has more to delete than one run may goes on soon. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private final Sites sites;
    private final Collector collector;
    private final Leftovers leftovers;
    private final StoreClock clock;
    private final Duration every;
    private final Pauses pauses;
    private @Nullable Thread thread;

    CollectionRounds(
            Sites sites, Collector collector, Leftovers leftovers, StoreClock clock, Duration every, Pauses pauses) {
        this.sites = sites;
        this.collector = collector;
        this.leftovers = leftovers;
        this.clock = clock;
        this.every = every;
        this.pauses = pauses;
    }

    /** Begins, unless it is never to look. */
    void start() {
        if (every.isZero()) {
            LOG.info("No garbage is collected: sitemend.collection.every is 0");
            return;
        }
        thread = Thread.ofVirtual().name("collection").start(() -> {
            try {
                pauses.pause(SOON);
                while (true) {
                    pauses.pause(round() ? every : SOON);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    /** Looks at every site once; whether nothing is left that may go. */
    boolean round() {
        boolean complete = true;
        try {
            Instant now = clock.now();
            for (SiteId site : sites.all()) {
                complete &= collect(site, now);
            }
            leftovers.collect(now);
        } catch (RuntimeException e) {
            LOG.warn("Cannot collect garbage now: {}; the next round goes on", e.getMessage());
        }
        return complete;
    }

    private boolean collect(SiteId site, Instant now) {
        try {
            SiteCollection collection = collector.collect(site, now);
            if (collection.deleted() > 0) {
                LOG.info(
                        "Collected {} of {} objects of {} that nobody needs",
                        collection.deleted(),
                        collection.sweep().goes().size(),
                        site);
            }
            return collection.isComplete();
        } catch (UnreadableObjectException e) {
            LOG.error("Nothing of {} is collected, because what must stay can not be told: {}", site, e.getMessage());
        } catch (StoreUnavailableException e) {
            LOG.warn("Cannot collect the garbage of {} now: {}", site, e.getMessage());
        }
        return true;
    }
}
