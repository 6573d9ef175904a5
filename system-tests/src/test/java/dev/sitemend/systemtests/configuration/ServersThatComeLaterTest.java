package dev.sitemend.systemtests.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sitemend.embedded.EmbeddedKafka;
import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.embedded.StoreCredentials;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** What does not answer is waited for, by all three services, and they say what they wait for. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class ServersThatComeLaterTest {
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void servicesStartWithoutKafkaAndStoreSaySoAndGoOnOnceTheyAreThere() throws Exception {
        int kafkaPort = freePort();
        int storePort = freePort();
        List<ConfigurableApplicationContext> running = new ArrayList<>();
        try (EmbeddedKafka kafka = new EmbeddedKafka(folder.resolve("kafka"), kafkaPort, _ -> {});
                EmbeddedStore store = new EmbeddedStore(
                        folder.resolve("store"),
                        storePort,
                        "sitemend",
                        new StoreCredentials("sitemend", "hidden-word"));
                CannedServer website = CannedServer.answering(_ -> "HTTP/1.1 400 Bad Request\r\n\r\n")) {
            Arrays.stream(Service.values())
                    .map(service -> CompletableFuture.supplyAsync(
                            () -> service.start(settings(service, kafkaPort, storePort, website)),
                            task -> Thread.ofPlatform().start(task)))
                    .toList()
                    .forEach(start -> running.add(start.join()));

            // Each start has set logging up anew.
            ListAppender<ILoggingEvent> said = listenTo("dev.sitemend");
            for (ConfigurableApplicationContext service : running) {
                assertThat(health(service).getStatus()).isEqualTo(Status.DOWN);
                assertThat(health(service).getDetails().get("store"))
                        .asString()
                        .contains("in bucket 'sitemend' at http://127.0.0.1:" + storePort)
                        .contains("Is it running, and is sitemend.store.endpoint right?");
                await("a look at Kafka's addresses")
                        .atMost(LONG)
                        .untilAsserted(
                                () -> assertThat(health(service).getDetails().get("kafka"))
                                        .asString()
                                        .contains(website.address() + " is a web server, not Kafka")
                                        .contains("127.0.0.1:" + kafkaPort + " does not listen"));
            }

            await("they say what they wait for")
                    .atMost(LONG)
                    .untilAsserted(() -> assertThat(messages(said))
                            .anyMatch(line -> line.startsWith("Waiting for the store. Cannot reach the store"))
                            .anyMatch(line -> line.startsWith("Waiting for Kafka. Cannot list the topics: "))
                            .noneMatch(line -> line.contains("hidden-word")));

            store.start();
            kafka.start();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                NewTopic narrow = new NewTopic("sitemend.builds", Optional.of(2), Optional.<Short>empty());
                admin.createTopics(List.of(narrow)).all().get(30, TimeUnit.SECONDS);
            }
            for (ConfigurableApplicationContext service : running) {
                await("both are there")
                        .atMost(LONG)
                        .untilAsserted(
                                () -> assertThat(health(service).getStatus()).isEqualTo(Status.UP));
            }
            assertThat(messages(said))
                    .anyMatch(line ->
                            line.startsWith("Topic sitemend.builds has partitions 2, should have 6, and is left")
                                    && line.endsWith("--alter --topic sitemend.builds --partitions 6"));
        } finally {
            running.forEach(ConfigurableApplicationContext::close);
        }
    }

    private Map<String, String> settings(Service service, int kafkaPort, int storePort, CannedServer website) {
        Map<String, String> settings = Service.rightSettings(folder.resolve(service.name()));
        settings.put("sitemend.kafka.bootstrap-servers", website.address() + ",127.0.0.1:" + kafkaPort);
        settings.put("sitemend.store.endpoint", "http://127.0.0.1:" + storePort);
        return settings;
    }

    private static Health health(ConfigurableApplicationContext service) {
        Health health =
                service.getBean("startHealthIndicator", HealthIndicator.class).health();
        return health == null ? Health.unknown().build() : health;
    }

    private static ListAppender<ILoggingEvent> listenTo(String logger) {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        ((Logger) LoggerFactory.getLogger(logger)).addAppender(appender);
        return appender;
    }

    private static List<String> messages(ListAppender<ILoggingEvent> said) {
        return List.copyOf(said.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
