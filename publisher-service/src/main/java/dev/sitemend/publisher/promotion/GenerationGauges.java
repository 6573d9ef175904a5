package dev.sitemend.publisher.promotion;

import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.site.Sites;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** {@code sitemend_generation{site}}: the number of the generation that is live at the site's address; 0 for none. */
public final class GenerationGauges implements LiveChannels {
    private final Sites sites;
    private final MeterRegistry meters;
    private final Map<SiteId, AtomicLong> generations = new ConcurrentHashMap<>();

    public GenerationGauges(Sites sites, MeterRegistry meters) {
        this.sites = sites;
        this.meters = meters;
    }

    @Override
    public void changed(ChannelLog log) {
        SiteId site = log.channel().site();
        boolean production = sites.current(site)
                .filter(settings -> settings.production().equals(log.channel()))
                .isPresent();
        if (production) {
            generations
                    .computeIfAbsent(site, this::register)
                    .set(log.live().map(live -> live.generation().value()).orElse(0L));
        }
    }

    private AtomicLong register(SiteId site) {
        AtomicLong generation = new AtomicLong();
        Gauge.builder("sitemend.generation", generation, AtomicLong::get)
                .description("The generation that is live at the site's address")
                .tag("site", site.value())
                .register(meters);
        return generation;
    }
}
