package dev.sitemend.publisher.collection;

import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.startup.CollectionProperties;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.collection.CollectionAnnouncements;
import dev.sitemend.store.collection.CollectionRules;
import dev.sitemend.store.collection.Collector;
import dev.sitemend.store.collection.Leftovers;
import dev.sitemend.store.collection.StoreClock;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Collection, wired. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CollectionProperties.class)
class CollectionConfiguration {
    @Bean(initMethod = "start", destroyMethod = "stop")
    CollectionRounds collectionRounds(
            ObjectStore store,
            Sites sites,
            Builds builds,
            PublicationLog publication,
            EventPublisher events,
            MeterRegistry meters,
            CollectionProperties settings) {
        CollectionAnnouncements announcements = new CollectionAnnouncements(events::publish, meters);
        Collector collector = new Collector(
                new Collector.Shelves(store, sites, builds, publication),
                new Collector.Self(
                        new BuilderId("publisher"),
                        Clock.systemUTC(),
                        () -> new WriterToken(UUID.randomUUID().toString())),
                settings.terms(),
                announcements,
                CollectionRules.ALL);
        return new CollectionRounds(
                sites,
                collector,
                new Leftovers(store, settings.terms(), announcements),
                new StoreClock(store, () -> UUID.randomUUID().toString()),
                settings.every(),
                Thread::sleep);
    }
}
