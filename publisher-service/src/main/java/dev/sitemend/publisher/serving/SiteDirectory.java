package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.SiteId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The registered sites by name and by own domain. Immutable. */
final class SiteDirectory {
    private final Map<SiteId, SiteSettings> byName;
    private final Map<String, SiteSettings> byDomain;

    private SiteDirectory(Map<SiteId, SiteSettings> byName, Map<String, SiteSettings> byDomain) {
        this.byName = byName;
        this.byDomain = byDomain;
    }

    /** Of two sites with the same domain, the one has it whose name comes first: the same on every replica. */
    static SiteDirectory of(Collection<SiteSettings> sites) {
        Map<SiteId, SiteSettings> byName = new HashMap<>();
        Map<String, SiteSettings> byDomain = new HashMap<>();
        sites.stream()
                .filter(settings -> !settings.removed())
                .sorted(Comparator.comparing(SiteSettings::site))
                .forEach(settings -> {
                    byName.put(settings.site(), settings);
                    settings.domains()
                            .forEach(domain -> byDomain.putIfAbsent(domain.toLowerCase(Locale.ROOT), settings));
                });
        return new SiteDirectory(Map.copyOf(byName), Map.copyOf(byDomain));
    }

    Optional<SiteSettings> named(SiteId site) {
        return Optional.ofNullable(byName.get(site));
    }

    Optional<SiteSettings> ofDomain(String domain) {
        return Optional.ofNullable(byDomain.get(domain));
    }
}
