package dev.sitemend.trigger.polling;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.trigger.site.SiteDirectory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each site its turn, once per interval. The first turn of a site comes soon after it is known, and each next one
 * a little earlier than the interval, by chance, so that a hundred sites do not ask one host in the same second.
 */
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /** Of the interval: turns come after four to five fifths of it. */
    private static final double JITTER = 0.2;

    private final SiteDirectory sites;
    private final Reconciler reconciler;
    private final Executor workers;
    private final Clock clock;
    private final RandomGenerator random;
    private final Duration interval;
    private final Map<SiteId, Instant> due = new HashMap<>();
    private Instant listDue = Instant.MIN;
    private final Set<SiteId> underWay = ConcurrentHashMap.newKeySet();

    Rounds(
            SiteDirectory sites,
            Reconciler reconciler,
            Executor workers,
            Clock clock,
            RandomGenerator random,
            Duration interval) {
        this.sites = sites;
        this.reconciler = reconciler;
        this.workers = workers;
        this.clock = clock;
        this.random = random;
        this.interval = interval;
    }

    /** Starts the turns that are due. Called often, by one thread at a time. */
    synchronized void tick() {
        Instant now = clock.instant();
        if (!now.isBefore(listDue)) {
            list(now);
        }

        due.entrySet().stream()
                .filter(turn -> !now.isBefore(turn.getValue()))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::start);
    }

    /** Makes the next tick look at this site, whenever its last turn was. */
    synchronized void soon(SiteId site) {
        due.put(site, Instant.MIN);
    }

    /** A site that another process registered is seen within half an interval. */
    private void list(Instant now) {
        Set<SiteId> names;
        try {
            names = sites.all().stream().map(SiteSettings::site).collect(Collectors.toSet());
        } catch (StoreUnavailableException e) {
            LOG.warn("Cannot list the sites to reconcile them now: {}", e.getMessage());
            return;
        }

        due.keySet().retainAll(names);
        names.forEach(site -> due.putIfAbsent(site, Instant.MIN));
        listDue = now.plus(interval.dividedBy(2));
    }

    private void start(SiteId site) {
        if (!underWay.add(site)) {
            return;
        }

        due.put(site, clock.instant().plus(shortened(interval)));
        workers.execute(() -> {
            try {
                sites.find(site).ifPresent(reconciler::reconcile);
            } catch (StoreUnavailableException e) {
                LOG.warn("Cannot reconcile site {} now: {}", site, e.getMessage());
            } finally {
                underWay.remove(site);
            }
        });
    }

    private Duration shortened(Duration full) {
        return Duration.ofMillis((long) (full.toMillis() * (1 - JITTER * random.nextDouble())));
    }
}
