package dev.sitemend.trigger.site;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.site.Sites;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The directory over the store, with a memory of some seconds: one push looks its site up three times. */
final class KnownSites implements SiteDirectory {
    private static final Duration BELIEVED = Duration.ofSeconds(2);

    private final Sites sites;
    private final Clock clock;
    private final Map<SiteId, Known> known = new ConcurrentHashMap<>();
    private volatile List<SiteId> names = List.of();

    KnownSites(Sites sites, Clock clock) {
        this.sites = sites;
        this.clock = clock;
    }

    @Override
    public Optional<SiteSettings> find(SiteId site) {
        return current(site).filter(settings -> !settings.removed());
    }

    @Override
    public List<SiteSettings> all() {
        List<SiteId> all;
        try {
            all = sites.all();
            names = all;
        } catch (StoreUnavailableException e) {
            if (names.isEmpty()) {
                throw e;
            }
            all = names;
        }
        return all.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    void forget(SiteId site) {
        known.remove(site);
    }

    private Optional<SiteSettings> current(SiteId site) {
        @Nullable Known last = known.get(site);
        Instant now = clock.instant();
        if (last != null && now.isBefore(last.at().plus(BELIEVED))) {
            return Optional.of(last.settings());
        }

        Optional<SiteSettings> settings;
        try {
            settings = sites.current(site);
        } catch (StoreUnavailableException e) {
            if (last == null) {
                throw e;
            }
            return Optional.of(last.settings());
        }

        // A name that nobody registered is not kept: anybody can ask for any number of them.
        settings.ifPresent(found -> known.put(site, new Known(found, now)));
        return settings;
    }

    private record Known(SiteSettings settings, Instant at) {}
}
