package dev.sitemend.publisher.serving;

import dev.sitemend.contracts.id.SiteId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code sitemend_served_generation{site}}: which generation visitors of a site get; 0 for none. */
public final class ServedGenerations {
    private final MeterRegistry meters;
    private final Publications publications;
    private final Set<SiteId> watched = ConcurrentHashMap.newKeySet();

    public ServedGenerations(MeterRegistry meters, Publications publications) {
        this.meters = meters;
        this.publications = publications;
    }

    /** From now on, this site has a gauge. */
    void watch(SiteId site) {
        if (watched.add(site)) {
            Gauge.builder("sitemend.served.generation", publications, shown -> shown.liveGeneration(site))
                    .description("Generation of the production branch that visitors get")
                    .tag("site", site.value())
                    .register(meters);
        }
    }
}
