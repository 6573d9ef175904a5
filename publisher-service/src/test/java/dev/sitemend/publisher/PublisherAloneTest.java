package dev.sitemend.publisher;

import static dev.sitemend.publisher.TestHttp.header;
import static dev.sitemend.publisher.TestHttp.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service as a process of its own, as it starts after a night in which everything around it died. */
class PublisherAloneTest {
    // Nothing listens on port 1.
    private static final String NOWHERE = "127.0.0.1:1";

    @TempDir
    private Path directory;

    @Test
    void startsWithoutKafkaAndStoreAndServesWhatWasLive() throws Exception {
        try (TestPublisher before = TestPublisher.start(new InMemoryObjectStore(), directory)) {
            before.site("docs");
            before.publish(
                    ChannelId.of("docs", "main"), Map.of("index.html", "home", "caf%e9 []|.txt", "odd but legal"));
        }

        int port = freePort();
        Process publisher = start(port);
        try {
            TestHttp http = new TestHttp(port);
            await("visitors are let in")
                    .atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> http.text("127.0.0.1", "/readyz").equals("ready\n"));

            HttpResponse<byte[]> home = http.get("docs.localhost", "/");
            assertThat(text(home)).isEqualTo("home");
            assertThat(header(home, "Sitemend-Generation")).isEqualTo("1");
            assertThat(http.raw("docs.localhost", "/caf%25e9%20[]|.txt")).endsWith("odd but legal");
            assertThat(http.raw("docs.localhost", "/caf%E9")).startsWith("HTTP/1.1 404 ");
        } finally {
            publisher.destroyForcibly().waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process start(int port) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PublisherApplication.class.getName(),
                        "--server.port=" + port,
                        "--management.server.port=-1",
                        "--sitemend.data=" + directory.resolve("data"),
                        "--sitemend.secret=a secret of the tests",
                        "--sitemend.store.endpoint=http://" + NOWHERE,
                        "--sitemend.store.access-key=access",
                        "--sitemend.store.secret-key=secret",
                        "--sitemend.kafka.bootstrap-servers=" + NOWHERE)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("publisher.log").toFile())
                .start();
    }
}
