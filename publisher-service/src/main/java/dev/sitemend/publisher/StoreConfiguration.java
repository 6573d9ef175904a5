package dev.sitemend.publisher;

import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.startup.InstallationProperties;
import dev.sitemend.startup.StartupConfiguration;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The store, and what the publisher reads in it. */
@Configuration(proxyBeanMethods = false)
@Import(StartupConfiguration.class)
class StoreConfiguration {
    @Bean
    DocumentSigner documentSigner(InstallationProperties installation) {
        return new DocumentSigner(installation.secretBytes());
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
