package dev.sitemend.builder;

import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.contracts.json.FetchTokens;
import dev.sitemend.startup.InstallationProperties;
import dev.sitemend.startup.StartupConfiguration;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.cache.Caches;
import dev.sitemend.store.heal.HealMarks;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.SecretBox;
import dev.sitemend.store.site.Sites;
import dev.sitemend.store.tree.Trees;
import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The store, and what the builder keeps in it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BuilderSettings.class)
@Import(StartupConfiguration.class)
class StoreConfiguration {
    @Bean
    DocumentSigner documentSigner(InstallationProperties installation) {
        return new DocumentSigner(installation.secretBytes());
    }

    @Bean
    FetchTokens fetchTokens(DocumentSigner documentSigner) {
        return new FetchTokens(documentSigner);
    }

    @Bean
    SecretBox secretBox(InstallationProperties installation) {
        return new SecretBox(installation.secretBytes(), new SecureRandom());
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
    Trees trees(ObjectStore objectStore, InstallationProperties installation) {
        return new Trees(objectStore, installation.data().resolve("builder").resolve("packs"));
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
