package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.id.Revision;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.systemtests.monitoring.Collector;
import dev.sitemend.systemtests.monitoring.Collector.TakenSpan;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One trace from whoever asks to what visitors get, and the same ids in the log: with a collector that is asked for.
 */
final class TracingTest {
    private static final String TRIGGER = "sitemend-trigger";
    private static final String BUILDER = "sitemend-builder";
    private static final String PUBLISHER = "sitemend-publisher";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path directory;

    private static Collector collector;
    private static Sitemend sitemend;

    @BeforeAll
    static void start() {
        collector = Collector.start();
        sitemend = Sitemend.startOn(
                new Told(
                        new ServersInside(),
                        Map.of(
                                "SITEMEND_TRACING_ENDPOINT",
                                collector.address().toString(),
                                "SITEMEND_LOG_FORMAT",
                                "ecs")),
                directory.resolve("data"));
    }

    @AfterAll
    static void stop() {
        sitemend.close();
        collector.close();
    }

    @Test
    void aWebhookIsOneTraceToThePromotion() throws IOException {
        JsonNode site = sitemend.api().createSite("hooked");
        Author ada = sitemend.author("hooked", directory.resolve("hooked"));
        CommandSite.write(ada, "", "");
        sitemend.aftermath("hooked").isLive(push(ada, "Start"));

        String trace = "0af7651916cd43dd8448eb211c80319c";
        String caller = "b7ad6b7169203331";
        assertThat(webhook("hooked", site.path("webhookSecret").asString(""), "00-" + trace + "-" + caller + "-01")
                        .statusCode())
                .isEqualTo(202);

        TakenSpan promotion = await("the promotion is traced")
                .atMost(Duration.ofSeconds(60))
                .until(() -> named(trace, "promotion"), found -> !found.isEmpty())
                .getFirst();
        TakenSpan webhook = only(trace, "webhook");
        TakenSpan request = only(trace, "request");
        TakenSpan build = only(trace, "build");
        assertThat(List.of(webhook.parent(), request.parent(), build.parent(), promotion.parent()))
                .containsExactly(caller, webhook.id(), request.id(), build.id());
        assertThat(List.of(webhook.service(), request.service(), build.service(), promotion.service()))
                .containsExactly(TRIGGER, TRIGGER, BUILDER, PUBLISHER);
        assertThat(build.attributes()).containsEntry("sitemend.channel", "hooked@main");
        assertThat(spans(trace).stream()
                        .filter(span -> span.parent().equals(build.id())
                                && span.service().equals(BUILDER)))
                .as("steps of the build lie within it")
                .isNotEmpty()
                .allSatisfy(step -> assertThat(step.end()).isBetween(build.begin(), build.end()))
                .extracting(TakenSpan::name)
                .contains("fetch", "generate", "report");

        String number = build.attributes().getOrDefault("sitemend.build", "");
        assertThat(sitemend.api()
                        .build("hooked", Long.parseLong(number))
                        .path("traceId")
                        .asString(""))
                .isEqualTo(trace);
        saysWhatItIsAbout(trace, "hooked", number);
    }

    @Test
    void aHealGoesOnFromTheBuildThatFailed() {
        Author ada = sitemend.newSite("healed", directory);
        CommandSite.write(ada, "test ! -e pages/trap.html || exit 3", "");
        sitemend.aftermath("healed").isLive(push(ada, "Start"));
        ada.write("pages/trap.html", "<p>trap");
        sitemend.aftermath("healed").isLive(push(ada, "Add a trap"));

        String trace = await("the failed refresh is traced")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> collector.spans().stream()
                                .filter(span -> span.name().equals("build") && span.failed())
                                .toList(),
                        failed -> !failed.isEmpty())
                .getFirst()
                .trace();
        await("all of it is traced").atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<String> way = way(named(trace, "promotion").getLast(), spans(trace));
            assertThat(way).containsExactly("git push", "request", "build", "request", "build", "promotion");
        });
    }

    /** Every line of the log is JSON, and those of this trace come from all three services. */
    private static void saysWhatItIsAbout(String trace, String site, String build) throws IOException {
        List<JsonNode> lines = Files.readAllLines(sitemend.data().resolve("log").resolve("sitemend.log")).stream()
                .map(JSON::readTree)
                .toList();
        List<JsonNode> ours = lines.stream()
                .filter(line -> line.path("traceId").asString("").equals(trace))
                .toList();
        assertThat(ours).allSatisfy(line -> {
            assertThat(line.path("site").asString("")).isEqualTo(site);
            assertThat(line.path("channel").asString("")).isEqualTo(site + "@main");
            assertThat(line.path("message").asString("")).isNotEmpty();
        });
        assertThat(ours)
                .extracting(line -> line.path("log").path("logger").asString("").split("\\.")[2])
                .contains("trigger", "builder", "publisher");
        assertThat(ours).extracting(line -> line.path("build").asString("")).contains(build);
    }

    /** Names from the first of the trace to this one. */
    private static List<String> way(TakenSpan last, List<TakenSpan> spans) {
        List<String> names = new java.util.ArrayList<>(List.of(last.name()));
        String parent = last.parent();
        while (!parent.isEmpty()) {
            String id = parent;
            TakenSpan span = spans.stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no span " + id + " in " + spans));
            names.addFirst(span.name());
            parent = span.parent();
        }
        return names;
    }

    private static TakenSpan only(String trace, String name) {
        return await(name + " is traced")
                .atMost(Duration.ofSeconds(10))
                .until(() -> named(trace, name), found -> found.size() == 1)
                .getFirst();
    }

    private static List<TakenSpan> named(String trace, String name) {
        return spans(trace).stream().filter(span -> span.name().equals(name)).toList();
    }

    private static List<TakenSpan> spans(String trace) {
        return collector.spans().stream()
                .filter(span -> span.trace().equals(trace))
                .toList();
    }

    private static HttpResponse<String> webhook(String site, String secret, String traceparent) {
        String body = "{}";
        return sitemend.api()
                .send(sitemend.api()
                        .request("/hooks/generic/" + site)
                        .header("traceparent", traceparent)
                        .header("X-Sitemend-Signature-256", "sha256=" + signature(body, secret))
                        .POST(BodyPublishers.ofString(body)));
    }

    private static String signature(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every JDK has HMAC", e);
        }
    }

    private static Revision push(Author author, String message) {
        Revision revision = author.commit(message);
        Author.Push push = author.push();
        assertThat(push.status()).describedAs(push.said()).isZero();
        return revision;
    }

    /** Servers whose Sitemend finds more in its environment. */
    private record Told(Servers servers, Map<String, String> environment) implements Servers {
        @Override
        public List<String> arguments() {
            return servers.arguments();
        }

        @Override
        public StoreSettings store(Sitemend sitemend) {
            return servers.store(sitemend);
        }

        @Override
        public void close() {
            servers.close();
        }
    }
}
