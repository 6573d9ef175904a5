package dev.sitemend.builder;

import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.contracts.json.FetchTokens;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.Stores;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.cache.Caches;
import dev.sitemend.store.heal.HealMarks;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.SecretBox;
import dev.sitemend.store.site.Sites;
import dev.sitemend.store.tree.Trees;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The store, and what the builder keeps in it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BuilderSettings.class)
class StoreConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(StoreConfiguration.class);

    /** A builder that starts while the store is away waits for it, build by build. */
    @Bean
    ObjectStore objectStore(BuilderSettings settings, MeterRegistry meters) {
        StoreSettings store = settings.store().toStoreSettings();
        try {
            return Stores.open(store, meters);
        } catch (StoreUnavailableException e) {
            LOG.warn("Starting without the store: {}", e.getMessage());
            return Stores.openProven(store, meters);
        }
    }

    @Bean
    DocumentSigner documentSigner(BuilderSettings settings) {
        return new DocumentSigner(settings.secretBytes());
    }

    @Bean
    FetchTokens fetchTokens(DocumentSigner documentSigner) {
        return new FetchTokens(documentSigner);
    }

    @Bean
    SecretBox secretBox(BuilderSettings settings) {
        return new SecretBox(settings.secretBytes(), new SecureRandom());
    }

    @Bean
    Builds builds(ObjectStore objectStore, DocumentSigner documentSigner) {
        return new Builds(objectStore, documentSigner);
    }

    @Bean
    Caches caches(ObjectStore objectStore) {
        return new Caches(objectStore);
    }

    @Bean
    HealMarks healMarks(ObjectStore objectStore) {
        return new HealMarks(objectStore);
    }

    @Bean
    Trees trees(ObjectStore objectStore, BuilderSettings settings) {
        return new Trees(objectStore, settings.data().resolve("builder").resolve("packs"));
    }

    @Bean
    Sites sites(ObjectStore objectStore) {
        return new Sites(objectStore);
    }

    @Bean
    PublicationLog publicationLog(ObjectStore objectStore) {
        return new PublicationLog(objectStore);
    }
}
