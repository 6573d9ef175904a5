package dev.sitemend.trigger;

import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.MessagingConfiguration;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.Stores;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.SecretBox;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.IdempotencyKeys;
import dev.sitemend.trigger.request.MeteredRequests;
import dev.sitemend.trigger.request.TraceContexts;
import dev.sitemend.trigger.site.Addresses;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** What all rooms share. Each room's own parts are put together in the room. */
@Configuration(proxyBeanMethods = false)
@Import(MessagingConfiguration.class)
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
    InstallationSecret installationSecret(@Value("${sitemend.secret:}") String secret) {
        return InstallationSecret.of(secret);
    }

    @Bean
    DocumentSigner documentSigner(InstallationSecret secret) {
        return new DocumentSigner(secret.bytes());
    }

    @Bean
    SecretBox secretBox(InstallationSecret secret, SecureRandom random) {
        return new SecretBox(secret.bytes(), random);
    }

    /** A process that holds a proven store already registers it before, and this one is left out. */
    @Bean
    @ConditionalOnMissingBean
    ObjectStore objectStore(Environment environment, MeterRegistry meters) {
        Store settings = Binder.get(environment).bindOrCreate("sitemend.store", Store.class);
        return Stores.open(settings.toStoreSettings(), meters);
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
    Addresses addresses(@Value("${sitemend.public-url}") URI publicUrl, @Value("${sitemend.sites-url}") URI sitesUrl) {
        return new Addresses(publicUrl, sitesUrl);
    }

    @Bean
    BuildRequests buildRequests(
            EventPublisher events,
            Clock clock,
            Supplier<RequestId> requestIds,
            SecureRandom random,
            MeterRegistry meters) {
        return new BuildRequests(new MeteredRequests(events, meters), clock, requestIds, new TraceContexts(random));
    }

    @Bean
    IdempotencyKeys idempotencyKeys(Clock clock) {
        return new IdempotencyKeys(clock);
    }

    /** The same as {@link StoreSettings}, with defaults. */
    record Store(
            @DefaultValue("http://localhost:9000") String endpoint,
            @DefaultValue("sitemend") String bucket,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey,
            @Nullable Path ca) {
        StoreSettings toStoreSettings() {
            return new StoreSettings(endpoint, bucket, accessKey, secretKey, ca);
        }

        /** Without the keys. */
        @Override
        public String toString() {
            return toStoreSettings().toString();
        }
    }

    /** The secret that signs documents and encrypts what sites keep here. Never printed. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record InstallationSecret(byte[] bytes) {
        static InstallationSecret of(String secret) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            if (bytes.length < 16) {
                throw new IllegalStateException("Cannot start: sitemend.secret (SITEMEND_SECRET) "
                        + (bytes.length == 0 ? "is not set" : "has " + bytes.length + " bytes")
                        + "; it must be a random text of 16 bytes or more, the same for all services");
            }
            return new InstallationSecret(bytes);
        }

        @Override
        public String toString() {
            return "(secret)";
        }
    }
}
