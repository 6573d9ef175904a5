package dev.sitemend.standalone.doctor;

import dev.sitemend.cli.ServerFile;
import dev.sitemend.cli.Words;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** What a running Sitemend stands on: itself, Kafka, the store, and the store's clock. */
final class ServerChecks {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final Duration LARGEST_SKEW = Duration.ofSeconds(30);

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
            findings.add(kafka());
            findings.add(store());
            findings.add(clock(client));
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

    private Finding kafka() {
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
            return Finding.well("kafka", "%s, %s".formatted(server.kafka(), Words.count(nodes, "broker")));
        } catch (ExecutionException | TimeoutException e) {
            return Finding.ill(
                    "kafka",
                    "%s does not answer: %s".formatted(server.kafka(), e.getMessage()),
                    "See that the broker runs and that this machine can reach it.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Finding.ill("kafka", "interrupted", "Look again.");
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

    /** A store refuses signatures whose time is too far from its own. */
    private Finding clock(HttpClient client) {
        try {
            String date =
                    ask(client, store.endpoint()).headers().firstValue("Date").orElse("");
            Duration skew = Duration.between(
                            ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant(),
                            clock.instant())
                    .abs();
            return skew.compareTo(LARGEST_SKEW) <= 0
                    ? Finding.well("clock", "within %s of the store's".formatted(Words.duration(LARGEST_SKEW)))
                    : Finding.ill(
                            "clock",
                            "%s away from the store's".formatted(Words.duration(skew)),
                            "Set the clock: apt-get install chrony");
        } catch (IOException | DateTimeException e) {
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
