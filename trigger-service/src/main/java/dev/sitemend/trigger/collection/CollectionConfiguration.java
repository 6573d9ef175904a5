package dev.sitemend.trigger.collection;

import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.startup.CollectionProperties;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.collection.CollectionAnnouncements;
import dev.sitemend.store.collection.CollectionRules;
import dev.sitemend.store.collection.Collector;
import dev.sitemend.store.collection.StoreClock;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Collection by hand, wired. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollectionProperties.class)
class CollectionConfiguration {
    @Bean
    Collector collector(
            ObjectStore store,
            Sites sites,
            Builds builds,
            PublicationLog publication,
            EventPublisher events,
            MeterRegistry meters,
            Clock clock,
            CollectionProperties settings) {
        return new Collector(
                new Collector.Shelves(store, sites, builds, publication),
                new Collector.Self(
                        new BuilderId("trigger"),
                        clock,
                        () -> new WriterToken(UUID.randomUUID().toString())),
                settings.terms(),
                new CollectionAnnouncements(events::publish, meters),
                CollectionRules.ALL);
    }

    @Bean
    StoreClock storeClock(ObjectStore store) {
        return new StoreClock(store, () -> UUID.randomUUID().toString());
    }
}
