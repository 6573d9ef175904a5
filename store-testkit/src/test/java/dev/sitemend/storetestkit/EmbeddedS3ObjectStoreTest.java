package dev.sitemend.storetestkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmbeddedS3ObjectStoreTest extends S3StoreContract {
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
    StoreSettings settings() {
        return new StoreSettings(
                server.endpoint().toString(),
                server.bucket(),
                server.credentials().accessKey(),
                server.credentials().secretKey());
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
}
