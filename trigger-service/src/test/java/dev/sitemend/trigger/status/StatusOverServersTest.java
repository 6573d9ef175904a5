package dev.sitemend.trigger.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.embedded.EmbeddedKafka;
import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.trigger.TriggerApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class StatusOverServersTest {
    @TempDir
    static Path directory;

    static EmbeddedKafka kafka;
    static EmbeddedStore store;

    @BeforeAll
    static void startServers() {
        kafka = EmbeddedKafka.startIn(directory.resolve("kafka"));
        store = EmbeddedStore.startIn(directory.resolve("store"));
    }

    @AfterAll
    static void stopServers() {
        store.close();
        kafka.close();
    }

    private static ConfigurableApplicationContext start(Path data) {
        return TriggerApplication.application()
                .run(
                        "--server.port=0",
                        "--management.server.port=-1",
                        "--sitemend.data=" + data,
                        "--sitemend.secret=0123456789abcdef0123456789abcdef",
                        "--sitemend.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--sitemend.store.endpoint=" + store.endpoint(),
                        "--sitemend.store.bucket=" + store.bucket(),
                        "--sitemend.store.access-key=" + store.credentials().accessKey(),
                        "--sitemend.store.secret-key=" + store.credentials().secretKey());
    }

    @Test
    void itStarts() throws Exception {
        try (ConfigurableApplicationContext context = start(directory.resolve("data"))) {
            int port = port(context);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                HttpResponse<String> answer = get(port, "/readyz");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            });
            System.out.println(get(port, "/").body());
            System.out.println(get(port, "/api/v1/sites").body());
        }
    }

    private static int port(ConfigurableApplicationContext context) {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
