package dev.sitemend.standalone;

import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.embedded.EmbeddedKafka;
import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.embedded.StoreCredentials;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Broker and store, as far as they are not elsewhere. */
final class EmbeddedServers implements AutoCloseable {
    static final String BUCKET = "sitemend";

    private final Optional<EmbeddedKafka> kafka;
    private final Optional<EmbeddedStore> store;
    private final UpSettings settings;

    EmbeddedServers(UpSettings settings, DataDirectory data, Consumer<String> onFailure) {
        this.settings = settings;
        this.kafka = settings.kafka().isPresent()
                ? Optional.empty()
                : Optional.of(
                        new EmbeddedKafka(data.folder("kafka"), settings.ports().kafka(), onFailure));
        this.store = settings.store().isPresent()
                ? Optional.empty()
                : Optional.of(new EmbeddedStore(
                        data.folder("store"), settings.ports().store(), BUCKET, credentials(data.secret())));
    }

    /** The store's key pair follows from the installation's secret, so that there is one secret to keep. */
    static StoreCredentials credentials(String secret) {
        String key = new DocumentSigner(secret.getBytes(StandardCharsets.UTF_8))
                .sign("embedded store".getBytes(StandardCharsets.UTF_8));
        return new StoreCredentials("sitemend", key);
    }

    /** Starts both at the same time: most of it is waiting. */
    void start() {
        CompletableFuture<Void> broker = CompletableFuture.runAsync(() -> kafka.ifPresent(EmbeddedKafka::start));
        try {
            store.ifPresent(EmbeddedStore::start);
        } finally {
            // Even when the store refused: a broker half started could not be stopped.
            broker.exceptionally(_ -> null).join();
        }

        try {
            broker.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** What the services have to know about them. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("sitemend.kafka.bootstrap-servers", bootstrapServers());
        properties.put("sitemend.store.endpoint", endpoint());
        store.ifPresent(server -> {
            properties.put("sitemend.store.bucket", server.bucket());
            properties.put("sitemend.store.access-key", server.credentials().accessKey());
            properties.put("sitemend.store.secret-key", server.credentials().secretKey());
        });
        return properties;
    }

    String bootstrapServers() {
        return settings.kafka().orElseGet(() -> kafka.orElseThrow().bootstrapServers());
    }

    String endpoint() {
        return settings.store()
                .map(Object::toString)
                .orElseGet(() -> store.orElseThrow().endpoint().toString());
    }

    /** Store first: the broker is the last to go, because the services' last words are events. */
    @Override
    public void close() {
        try {
            store.ifPresent(EmbeddedStore::close);
        } finally {
            kafka.ifPresent(EmbeddedKafka::close);
        }
    }
}
