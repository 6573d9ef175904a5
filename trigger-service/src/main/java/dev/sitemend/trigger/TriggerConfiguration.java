package dev.sitemend.trigger;

import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.MessagingConfiguration;
import dev.sitemend.messaging.trace.Traces;
import dev.sitemend.startup.InstallationProperties;
import dev.sitemend.startup.StartupConfiguration;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.SecretBox;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.IdempotencyKeys;
import dev.sitemend.trigger.request.MeteredRequests;
import dev.sitemend.trigger.site.Addresses;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What all rooms share. Each room's own parts are put together in the room. */
@Configuration(proxyBeanMethods = false)
@Import({MessagingConfiguration.class, StartupConfiguration.class})
class TriggerConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    Supplier<RequestId> requestIds() {
        return () -> new RequestId(UUID.randomUUID().toString());
    }

    @Bean
    Supplier<WriterToken> writerTokens() {
        return () -> new WriterToken(UUID.randomUUID().toString());
    }

    @Bean
    DocumentSigner documentSigner(InstallationProperties installation) {
        return new DocumentSigner(installation.secretBytes());
    }

    @Bean
    SecretBox secretBox(InstallationProperties installation, SecureRandom random) {
        return new SecretBox(installation.secretBytes(), random);
    }

    @Bean
    Builds builds(ObjectStore store, DocumentSigner signer) {
        return new Builds(store, signer);
    }

    @Bean
    PublicationLog publicationLog(ObjectStore store) {
        return new PublicationLog(store);
    }

    @Bean
    Addresses addresses(InstallationProperties installation) {
        return new Addresses(installation.publicUrl(), installation.sitesUrl());
    }

    @Bean
    BuildRequests buildRequests(
            EventPublisher events, Clock clock, Supplier<RequestId> requestIds, Traces traces, MeterRegistry meters) {
        return new BuildRequests(new MeteredRequests(events, meters), clock, requestIds, traces);
    }

    @Bean
    IdempotencyKeys idempotencyKeys(Clock clock) {
        return new IdempotencyKeys(clock);
    }
}
