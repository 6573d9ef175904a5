package dev.sitemend.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreTest {
    private static final StoreCredentials CREDENTIALS = new StoreCredentials("access", "a-secret-for-this-test");

    @TempDir
    Path directory;

    @Test
    void keepsObjectsAndPortOverARestart() throws Exception {
        try (EmbeddedStore store = new EmbeddedStore(directory, 0, "bucket", CREDENTIALS)) {
            store.start();
            URI before = store.endpoint();
            create(client(store, CREDENTIALS), "a/b.json", "one");

            store.stop();
            store.start();

            assertThat(store.endpoint()).isEqualTo(before);
            assertThat(read(client(store, CREDENTIALS), "a/b.json")).isEqualTo("one");
        }
    }

    @Test
    void oneOfManyCreatorsWins() throws Exception {
        try (EmbeddedStore store = new EmbeddedStore(directory, 0, "bucket", CREDENTIALS);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            store.start();
            MinioClient client = client(store, CREDENTIALS);

            var attempts = IntStream.range(0, 16)
                    .mapToObj(attempt -> (Callable<Boolean>) () -> create(client, "claim.json", "by " + attempt))
                    .toList();
            long winners = 0;
            for (var attempt : threads.invokeAll(attempts)) {
                winners += attempt.get() ? 1 : 0;
            }

            assertThat(winners).isEqualTo(1);
        }
    }

    @Test
    void strangersAreRefused() {
        try (EmbeddedStore store = new EmbeddedStore(directory, 0, "bucket", CREDENTIALS)) {
            store.start();
            MinioClient stranger = client(store, new StoreCredentials("access", "another-secret"));

            assertThatThrownBy(() -> read(stranger, "a")).isInstanceOf(ErrorResponseException.class);
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            EmbeddedStore store = new EmbeddedStore(directory, other.getLocalPort(), "bucket", CREDENTIALS);

            assertThatThrownBy(store::start)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessageContaining("Cannot start the object store: port " + other.getLocalPort());
        }
    }

    @Test
    void credentialsDoNotPrintTheirSecret() {
        assertThat(CREDENTIALS).hasToString("StoreCredentials[accessKey=access]");
    }

    private static MinioClient client(EmbeddedStore store, StoreCredentials credentials) {
        return MinioClient.builder()
                .endpoint(store.endpoint().toString())
                .region("us-east-1")
                .credentials(credentials.accessKey(), credentials.secretKey())
                .build();
    }

    private static boolean create(MinioClient client, String key, String value) throws Exception {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        try {
            client.putObject(
                    PutObjectArgs.builder().bucket("bucket").object(key).headers(Map.of("If-None-Match", "*")).stream(
                                    new ByteArrayInputStream(bytes), (long) bytes.length, -1L)
                            .build());
            return true;
        } catch (ErrorResponseException e) {
            if (e.errorResponse().code().equals("PreconditionFailed")) {
                return false;
            }

            throw e;
        }
    }

    private static String read(MinioClient client, String key) throws Exception {
        try (InputStream body = client.getObject(
                GetObjectArgs.builder().bucket("bucket").object(key).build())) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
