package dev.sitemend.systemtests.monitoring;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus of its own, that scrapes once a second. */
public final class Prometheus implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final Process process;
    private final String url;
    private final Instant begin = Instant.now();
    private final HttpClient client = HttpClient.newHttpClient();

    private Prometheus(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts one that scrapes these addresses, with our rules; skips the test where there is none installed. */
    public static Prometheus scraping(Path folder, List<URI> targets) {
        Path program = Tool.PROMETHEUS.installed();
        try {
            Path settings = folder.resolve("prometheus.yml");
            Files.writeString(settings, settings(targets));
            int port = freePort();
            Process process = new ProcessBuilder(
                            program.toString(),
                            "--config.file=" + settings,
                            "--storage.tsdb.path=" + folder.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--log.level=warn")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("prometheus.log").toFile())
                    .start();
            Prometheus prometheus = new Prometheus(process, "http://127.0.0.1:" + port);
            prometheus.awaitReady(folder);
            return prometheus;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start Prometheus", e);
        }
    }

    private static String settings(List<URI> targets) {
        StringBuilder settings = new StringBuilder("""
                global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
                rule_files: ["%s/*.yml"]
                scrape_configs:
                """.formatted(Repository.path("deploy/prometheus/rules")));
        for (URI target : targets) {
            settings.append("""
                      - job_name: sitemend-%s
                        metrics_path: %s
                        static_configs: [{ targets: ["%s:%d"] }]
                    """.formatted(target.getPort(), target.getPath(), target.getHost(), target.getPort()));
        }
        return settings.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path folder) {
        try {
            await("Prometheus is ready")
                    .atMost(LONGEST_START)
                    .ignoreException(UncheckedIOException.class)
                    .failFast("Prometheus ended", () -> !process.isAlive())
                    .until(() -> send("/-/ready").statusCode() == 200);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            close();
            throw new IllegalStateException("Prometheus did not get ready:\n" + log(folder), e);
        }
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("prometheus.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The series that a query has now. */
    public List<JsonNode> ask(String promql) {
        return results("/api/v1/query?query=" + encoded(promql));
    }

    /** The series that a query has had since the start, a point each second. */
    public List<JsonNode> askSinceStart(String promql) {
        return results("/api/v1/query_range?query=" + encoded(promql) + "&step=1&start=" + begin.getEpochSecond()
                + "&end=" + Instant.now().getEpochSecond());
    }

    /** The addresses that the last scrape of failed, and why. */
    public List<String> troubles() {
        return StreamSupport.stream(
                        JSON.readTree(send("/api/v1/targets").body())
                                .path("data")
                                .path("activeTargets")
                                .spliterator(),
                        false)
                .filter(target -> !target.path("lastError").asString("").isEmpty())
                .map(target -> target.path("scrapeUrl").asString("") + ": "
                        + target.path("lastError").asString(""))
                .toList();
    }

    private List<JsonNode> results(String path) {
        HttpResponse<String> response = send(path);
        if (response.statusCode() != 200) {
            throw new IllegalStateException("Prometheus refuses: " + response.body());
        }
        return StreamSupport.stream(
                        JSON.readTree(response.body())
                                .path("data")
                                .path("result")
                                .spliterator(),
                        false)
                .toList();
    }

    private HttpResponse<String> send(String path) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from Prometheus", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static String encoded(String promql) {
        return URLEncoder.encode(promql, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
