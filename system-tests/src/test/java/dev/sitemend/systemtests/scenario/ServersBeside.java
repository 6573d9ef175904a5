package dev.sitemend.systemtests.scenario;

import dev.sitemend.embedded.EmbeddedKafka;
import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.store.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The embedded ones in the tests' own process, so that a test can take one away and bring it back. */
final class ServersBeside implements Servers {
    private final EmbeddedKafka kafka;
    private final EmbeddedStore store;
    private final Map<String, String> more;

    /** @param more what the environment holds besides */
    ServersBeside(Path directory, Map<String, String> more) {
        this.kafka = EmbeddedKafka.startIn(directory.resolve("kafka"));
        this.store = EmbeddedStore.startIn(directory.resolve("store"));
        this.more = more;
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    EmbeddedStore store() {
        return store;
    }

    @Override
    public List<String> arguments() {
        return List.of(
                "--kafka", kafka.bootstrapServers(), "--store", store.endpoint().toString());
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new java.util.HashMap<>(more);
        environment.put("SITEMEND_STORE_BUCKET", store.bucket());
        environment.put("SITEMEND_STORE_ACCESS_KEY", store.credentials().accessKey());
        environment.put("SITEMEND_STORE_SECRET_KEY", store.credentials().secretKey());
        return environment;
    }

    @Override
    public StoreSettings store(Sitemend sitemend) {
        return new StoreSettings(
                store.endpoint().toString(),
                store.bucket(),
                store.credentials().accessKey(),
                store.credentials().secretKey());
    }

    @Override
    public void close() {
        store.close();
        kafka.close();
    }
}
