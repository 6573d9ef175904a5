package dev.sitemend.storetestkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.Stores;
import dev.sitemend.store.s3.S3ObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmbeddedS3ObjectStoreTest extends ObjectStoreContract {
    @TempDir
    static Path directory;

    private static EmbeddedStore server;

    @BeforeAll
    static void start() {
        server = EmbeddedStore.startIn(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected ObjectStore store() {
        return S3ObjectStore.at(settings());
    }

    @Test
    void aGoodStorePassesTheProbeAndCountsItsRequests() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();

        ObjectStore store = Stores.open(settings(), meters);

        byte[] content = "x".getBytes(StandardCharsets.UTF_8);
        assertThat(store.createIfAbsent(new ObjectKey("counted.json"), content)).isInstanceOf(Creation.Won.class);
        assertThat(meters.counter("sitemend.store.requests", "operation", "create", "result", "won")
                        .count())
                .isEqualTo(1);
        assertThat(store.list("probe/", null, 10)).isEmpty();
    }

    @Test
    void aMissingBucketIsCreatedWhereTheKeysAllowIt() {
        ObjectStore store = Stores.open(
                new StoreSettings(
                        settings().endpoint(),
                        "fresh",
                        settings().accessKey(),
                        settings().secretKey()),
                new SimpleMeterRegistry());

        assertThat(store.get(new ObjectKey("nothing.json"))).isEmpty();
    }

    @Test
    void aMissingBucketIsNamed() {
        ObjectStore store = Stores.openProven(
                new StoreSettings(
                        settings().endpoint(),
                        "absent",
                        settings().accessKey(),
                        settings().secretKey()),
                new SimpleMeterRegistry());

        assertThatThrownBy(() -> store.get(new ObjectKey("nothing.json")))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("bucket 'absent' at http://127.0.0.1")
                .hasMessageContaining("no such bucket. Create it, or check sitemend.store.bucket");
    }

    @Test
    void aWrongPasswordIsNamedAndNotPrinted() {
        assertThatThrownBy(() -> Stores.open(
                        new StoreSettings(
                                settings().endpoint(), "sitemend", settings().accessKey(), "hunter2"),
                        new SimpleMeterRegistry()))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("Check sitemend.store.access-key and sitemend.store.secret-key")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> Stores.open(
                        new StoreSettings(settings().endpoint(), "sitemend", "nobody", "hunter2"),
                        new SimpleMeterRegistry()))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("Check sitemend.store.access-key");
    }

    @Test
    void aStoreOutOfReachIsUnavailable() {
        assertThatThrownBy(() -> Stores.open(
                        new StoreSettings("http://127.0.0.1:1", "sitemend", "a", "hunter2"), new SimpleMeterRegistry()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("bucket 'sitemend' at http://127.0.0.1:1")
                .hasMessageContaining("Is it running, and is sitemend.store.endpoint right?");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:9000, sitemend, key, secret, sitemend.store.endpoint 'localhost:9000': expected scheme",
        "http://localhost:9000/sitemend, sitemend, key, secret, such as http://localhost:9000",
        "http://localhost:9000, S, key, secret, sitemend.store.bucket 'S': expected 3 to 63",
        "http://localhost:9000, sitemend, '', secret, sitemend.store.access-key is missing",
        "http://localhost:9000, sitemend, key, ' ', sitemend.store.secret-key is missing"
    })
    void aWrongSettingIsNamed(String endpoint, String bucket, String accessKey, String secretKey, String message) {
        StoreSettings wrong = new StoreSettings(endpoint, bucket, accessKey, secretKey);

        assertThatThrownBy(() -> Stores.open(wrong, new SimpleMeterRegistry()))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining(message);
    }

    private static StoreSettings settings() {
        return new StoreSettings(
                server.endpoint().toString(),
                server.bucket(),
                server.credentials().accessKey(),
                server.credentials().secretKey());
    }
}
