package dev.sitemend.standalone.doctor;

import dev.sitemend.cli.ServerFile;
import dev.sitemend.cli.Words;
import dev.sitemend.messaging.BootstrapDiagnosis;
import dev.sitemend.messaging.EventsRefusedException;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.messaging.KafkaSettings;
import dev.sitemend.messaging.TopicDifference;
import dev.sitemend.messaging.Topics;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.Stores;
import dev.sitemend.store.probing.ClockSkew;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** What a running Sitemend stands on: itself, Kafka, the store, and the store's clock. */
final class ServerChecks {
    private static final int PATIENCE_MILLIS = 5_000;

    private final ServerFile server;
    private final StoreSettings store;
    private final Clock clock;

    ServerChecks(ServerFile server, StoreSettings store, Clock clock) {
        this.server = server;
        this.store = store;
        this.clock = clock;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofMillis(PATIENCE_MILLIS))
                .build()) {
            findings.add(ready(client));
            findings.addAll(kafka());
            findings.add(store());
            findings.add(clock());
        }

        return findings;
    }

    private Finding ready(HttpClient client) {
        String ready = server.url() + "/readyz";
        try {
            HttpResponse<String> answer = ask(client, ready);
            return answer.statusCode() == 200
                    ? Finding.well("sitemend", "ready at %s, process %d".formatted(server.url(), server.pid()))
                    : Finding.ill(
                            "sitemend",
                            "%s says %d: %s".formatted(ready, answer.statusCode(), answer.body()),
                            "Look at log/sitemend.log in its data folder.");
        } catch (IOException e) {
            return Finding.ill(
                    "sitemend",
                    "%s does not answer: %s".formatted(ready, e),
                    "Start it: ./sitemend up. A process that was killed leaves its address behind.");
        }
    }

    private List<Finding> kafka() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                server.kafka(),
                "default.api.timeout.ms",
                PATIENCE_MILLIS,
                "request.timeout.ms",
                PATIENCE_MILLIS - 1);
        try (Admin admin = Admin.create(settings)) {
            int nodes = admin.describeCluster()
                    .nodes()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .size();
            List<Finding> findings = new ArrayList<>();
            findings.add(Finding.well("kafka", "%s, %s".formatted(server.kafka(), Words.count(nodes, "broker"))));
            findings.addAll(topics(admin));
            return findings;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return List.of(Finding.ill(
                    "kafka",
                    "does not answer: " + BootstrapDiagnosis.of(server.kafka(), "PLAINTEXT"),
                    "See that the broker runs and that this machine can reach it."));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of(Finding.ill("kafka", "interrupted", "Look again."));
        }
    }

    /** Runs the same comparison as each start does. */
    private List<Finding> topics(Admin admin) {
        try {
            List<TopicDifference> differences = new Topics(admin, KafkaSettings.at(server.kafka())).compare();
            return differences.isEmpty()
                    ? List.of(Finding.well("topics", "as they should be"))
                    : differences.stream()
                            .map(difference -> Finding.lacking("topics", difference.fact(), difference.mend()))
                            .toList();
        } catch (EventsUnavailableException | EventsRefusedException e) {
            return List.of(Finding.lacking("topics", String.valueOf(e.getMessage()), "Look again."));
        }
    }

    /** Runs the same probe as each start does. */
    private Finding store() {
        try {
            Stores.open(store, new SimpleMeterRegistry());
            return Finding.well("store", "%s: create-if-absent has one winner".formatted(store));
        } catch (StoreRefusedException e) {
            return Finding.ill(
                    "store",
                    String.valueOf(e.getMessage()),
                    "See docs/configuration.md for stores that work, and check the keys and the bucket.");
        } catch (StoreUnavailableException e) {
            return Finding.ill(
                    "store", String.valueOf(e.getMessage()), "See that it runs and that this machine can reach it.");
        }
    }

    /** Runs the same comparison as each start does. */
    private Finding clock() {
        try {
            return Stores.clockSkew(store, clock)
                    .map(skew -> Finding.ill(
                            "clock",
                            "%s away from the store's".formatted(Words.duration(skew)),
                            "Set the clock: apt-get install chrony"))
                    .orElseGet(() -> Finding.well(
                            "clock", "within %s of the store's".formatted(Words.duration(ClockSkew.NOTABLE))));
        } catch (StoreRefusedException e) {
            return Finding.ill("clock", String.valueOf(e.getMessage()), "Set the clock: apt-get install chrony");
        } catch (StoreUnavailableException e) {
            return Finding.lacking(
                    "clock", "cannot be compared with the store's: " + e.getMessage(), "Look at timedatectl.");
        }
    }

    private static HttpResponse<String> ask(HttpClient client, String address) throws IOException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .timeout(Duration.ofMillis(PATIENCE_MILLIS))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
