package dev.sitemend.publisher;

import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.Stores;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store, and what the publisher reads in it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PublisherSettings.class)
class StoreConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(StoreConfiguration.class);

    /** A publisher that starts while the store is away serves what its disk has, and catches up later. */
    @Bean
    ObjectStore objectStore(PublisherSettings settings, MeterRegistry meters) {
        StoreSettings store = settings.store().toStoreSettings();
        try {
            return Stores.open(store, meters);
        } catch (StoreUnavailableException e) {
            LOG.warn("Starting without the store: {}", e.getMessage());
            return Stores.openProven(store, meters);
        }
    }

    @Bean
    DocumentSigner documentSigner(PublisherSettings settings) {
        return new DocumentSigner(settings.secret().getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    Builds builds(ObjectStore store, DocumentSigner signer) {
        return new Builds(store, signer);
    }

    @Bean
    Sites sites(ObjectStore store) {
        return new Sites(store);
    }

    @Bean
    PublicationLog publicationLog(ObjectStore store) {
        return new PublicationLog(store);
    }
}
