package dev.sitemend.trigger.site;

import dev.sitemend.contracts.event.SiteEvent.SiteChanged;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.site.Sites;
import java.time.Clock;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other services that a site changed. The store has the truth; an announcement that could not be made is made
 * later, and all sites are announced once after each start, in case a process died in between.
 */
final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final Sites sites;
    private final EventPublisher events;
    private final Clock clock;
    private final NavigableSet<SiteId> pending = new ConcurrentSkipListSet<>();
    private volatile boolean allDue = true;

    Announcements(Sites sites, EventPublisher events, Clock clock) {
        this.sites = sites;
        this.events = events;
        this.clock = clock;
    }

    /** Announces these settings now, or later if Kafka is out of reach. */
    void announce(SiteSettings site) {
        try {
            publish(site);
        } catch (EventsUnavailableException e) {
            LOG.warn("The change of site {} is stored and will be announced later: {}", site.site(), e.getMessage());
            pending.add(site.site());
        }
    }

    /** Announces what is due; stops at the first failure, to be called again. */
    void sendDue() {
        try {
            if (allDue) {
                pending.addAll(sites.all());
                allDue = false;
            }
            for (SiteId site = pending.pollFirst(); site != null; site = pending.pollFirst()) {
                announceAgain(site);
            }
        } catch (EventsUnavailableException | StoreUnavailableException e) {
            LOG.debug("{} announcements wait: {}", pending.size(), e.getMessage());
        }
    }

    private void announceAgain(SiteId site) {
        try {
            sites.current(site).ifPresent(this::publish);
        } catch (EventsUnavailableException | StoreUnavailableException e) {
            pending.add(site);
            throw e;
        }
    }

    private void publish(SiteSettings site) {
        events.publish(new SiteChanged(site.site(), site.seq(), site.removed(), clock.instant()), null);
    }
}
