package dev.sitemend.trigger.status;

import static dev.sitemend.trigger.status.TestingReadModel.MAIN;
import static dev.sitemend.trigger.status.TestingReadModel.deadLettered;
import static dev.sitemend.trigger.status.TestingReadModel.pushed;
import static dev.sitemend.trigger.status.TestingReadModel.requested;
import static dev.sitemend.trigger.status.TestingReadModel.resolved;
import static dev.sitemend.trigger.status.TestingReadModel.revision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.ZstdOutputStream;
import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.DeadLetterEvent.Resolution;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.LogEvent.LogChunk;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.format.SiteSettings.Visibility;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.embedded.EmbeddedKafka;
import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.trigger.TriggerApplication;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One history, told over a real broker and a real store, and asked for again after everything that can be lost was
 * lost. The tests are chapters: each begins where the one before ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StatusOverServersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final List<String> REQUESTS = List.of("r1", "r1b", "r2", "heal-garden-2");

    @TempDir
    static Path directory;

    private static EmbeddedKafka kafka;
    private static EmbeddedStore store;
    private static ConfigurableApplicationContext service;
    private static HandMadePipeline pipeline;
    private static Map<String, String> answers = Map.of();

    @BeforeAll
    static void startServers() {
        kafka = EmbeddedKafka.startIn(directory.resolve("kafka"));
        store = EmbeddedStore.startIn(directory.resolve("store"));
        service = started();
        pipeline = new HandMadePipeline(service.getBean(ObjectStore.class), kafka.bootstrapServers());
    }

    @AfterAll
    static void stopServers() {
        pipeline.close();
        service.close();
        store.close();
        kafka.close();
    }

    @Test
    @Order(1)
    void whatHappenedIsShownWithinASecondOrTwo() throws Exception {
        tellTheFirstHalf();

        // Five topics are read side by side: what is told last may be shown first.
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(state()).isEqualTo("healing");
            JsonNode channel = json("/api/v1/sites/garden/channels/main");
            assertThat(channel.path("live").path("build").asLong()).isEqualTo(1);
            assertThat(channel.path("why").asString()).startsWith("Refresh #2 failed: page.tmpl line 14.");
            assertThat(channel.path("head").asString()).isEqualTo(revision('b').value());
            assertThat(json("/api/v1/requests/r1b").path("coveredBy").asLong()).isEqualTo(1);
        });
    }

    @Test
    @Order(2)
    void logsComeWholeByPlainHttpAndByLineAsEvents() throws Exception {
        pipeline.publish(new LogChunk(MAIN.site(), new BuildNumber(3), 0, List.of("begin", "middle")));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(body("/api/v1/sites/garden/builds/3/log?follow=false"))
                        .isEqualTo("begin\nmiddle\n"));

        HttpResponse<Stream<String>> stream = stream("/api/v1/sites/garden/builds/3/log", null);
        Iterator<String> lines = stream.body().iterator();
        assertThat(take(lines, 2)).containsExactly("0 begin", "1 middle");
        keepLog(3, "begin", "middle", "end");
        tellTheSecondHalf();

        assertThat(take(lines, 2)).containsExactly("2 end", "end succeeded");
        assertThat(body("/api/v1/sites/garden/builds/3/log")).isEqualTo("begin\nmiddle\nend\n");
        try (Stream<String> resumed =
                stream("/api/v1/sites/garden/builds/3/log", "1").body()) {
            assertThat(take(resumed.iterator(), 2)).containsExactly("2 end", "end succeeded");
        }
    }

    @Test
    @Order(3)
    void theWholeHistoryIsToldTheSameAfterAStop() throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(state()).isEqualTo("current");
            assertThat(answers().get("request r2")).contains("\"healed\"").contains("\"healedBy\":3");
        });
        answers = answers();
        List<Event> journaled = buildsAndPromotions();

        restart();

        assertThat(answers()).isEqualTo(answers);
        // Had a record been taken in twice, there would be more.
        assertThat(buildsAndPromotions()).isEqualTo(journaled);
    }

    @Test
    @Order(4)
    void whatHappensWhileTheServiceIsAwayIsTakenInFromTheStoredOffsets() throws Exception {
        service.close();
        pipeline.publish(pushed("r5", 'e', 20));
        start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                json("/api/v1/requests/r5").path("state").asString())
                        .isEqualTo("queued"));
        pipeline.publish(TestingReadModel.skipped("r5", 3, 21));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                json("/api/v1/requests/r5").path("state").asString())
                        .isEqualTo("covered"));
        answers = answers();
    }

    @Test
    @Order(5)
    void whatCannotBeReadIsSetAsideAndStopsNothing() throws Exception {
        pipeline.rubbish("sitemend.promotions");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                get("/api/v1/dead-letters", adminToken()).body())
                        .contains("\"id\":\"promotions-"));
        assertThat(body("/api/v1/dead-letters")).doesNotContain("promotions-");
        answers = answers();
    }

    @Test
    @Order(6)
    void eventsAreHeardLiveAndResumedById() throws Exception {
        String first;
        try (Stream<String> stream = stream("/api/v1/events?site=garden", null).body()) {
            Iterator<String> lines = stream.iterator();
            pipeline.publish(TestingReadModel.skipped("r5", 3, 21));
            first = lineWith(lines, "id: ");
            assertThat(lineWith(lines, "data: "))
                    .contains("\"type\":\"BuildSkipped\"")
                    .contains("\"request\":\"r5\"");
        }
        pipeline.publish(TestingReadModel.skipped("r1b", 1, 2));

        try (Stream<String> stream =
                stream("/api/v1/events?site=garden", first.substring(4)).body()) {
            assertThat(lineWith(stream.iterator(), "data: ")).contains("\"request\":\"r1b\"");
        }
    }

    @Test
    @Order(7)
    void aPrivateSiteIsReadWithATokenOnly() throws Exception {
        pipeline.register("diary", Visibility.PRIVATE);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(get("/api/v1/sites", adminToken()).body()).contains("\"diary\""));

        assertThat(body("/api/v1/sites")).contains("\"garden\"").doesNotContain("\"diary\"");
        assertThat(get("/api/v1/sites/diary", null).statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/sites/diary", adminToken()).statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/sites/nowhere", null).statusCode()).isEqualTo(404);
        assertThat(get("/api/v1/sites/garden/channels/feature%2Fone", null).statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(8)
    void theApiDescribesItself() throws Exception {
        JsonNode document = json("/openapi.json");
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(described).isEqualTo(mapped());
        assertThat(get("/schemas/sitemend.yml.json", null).statusCode()).isEqualTo(200);
        assertThat(body("/")).contains("/openapi.json");
        assertThat(get("/healthz", null).statusCode()).isEqualTo(200);
    }

    @Test
    @Order(9)
    void anExplanationLooksAtTheSiteItself() throws Exception {
        JsonNode explanation = json("/api/v1/sites/garden/channels/main/explain");

        assertThat(explanation.path("stations")).hasSize(6);
        assertThat(explanation.path("stations").get(5).path("status").asString())
                .isEqualTo("blocked");
        assertThat(explanation.path("stations").get(5).path("fact").asString()).isEqualTo("not known");
        assertThat(explanation.path("evidence")).isNotEmpty();
    }

    @Test
    @Order(10)
    void aDeletedDatabaseIsMadeAnewAndSaysTheSame() throws Exception {
        service.close();
        Files.delete(directory.resolve("data/status/status.mv.db"));
        start();

        awaitReady();
        assertThat(answers()).isEqualTo(answers);
    }

    @Test
    @Order(11)
    void whenKafkaIsLostTheStoreStillAnswers() throws Exception {
        service.close();
        pipeline.close();
        kafka.close();
        kafka = EmbeddedKafka.startIn(directory.resolve("another-kafka"));
        start();
        pipeline = new HandMadePipeline(service.getBean(ObjectStore.class), kafka.bootstrapServers());

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state()).isEqualTo("current"));
        awaitReady();
        assertThat(json("/api/v1/sites/garden/builds").path("builds")).hasSize(3);
        assertThat(json("/api/v1/requests/r2").path("state").asString()).isEqualTo("healed");
        assertThat(json("/api/v1/requests/r1b").path("state").asString()).isEqualTo("covered");
        assertThat(json("/api/v1/dead-letters/garden-2").path("state").asString())
                .isEqualTo("healing");
        assertThat(json("/api/v1/sites/garden/channels/main/generations").path("generations"))
                .hasSize(2);
    }

    private static void tellTheFirstHalf() {
        pipeline.register("garden", Visibility.PUBLIC);
        pipeline.publish(pushed("r1", 'a', 0));
        pipeline.publish(pushed("r1b", 'a', 0));
        pipeline.start(1, "r1", BuildMode.REBUILD, Cause.PUSH, 1);
        pipeline.succeed(1, "r1", BuildMode.REBUILD, Cause.PUSH, 'a', List.of("r1b"), 2);
        pipeline.promote(1, 1, 'a', 3);
        pipeline.publish(pushed("r2", 'b', 4));
        pipeline.start(2, "r2", BuildMode.REFRESH, Cause.PUSH, 5);
        pipeline.fail(2, "r2", BuildMode.REFRESH, Cause.PUSH, 6);
        pipeline.publish(resolved(2, Resolution.HEALING, "heal-garden-2", 7));
        pipeline.publish(deadLettered(2, "r2", 6));
        pipeline.publish(requested("heal-garden-2", BuildMode.REBUILD, Cause.HEAL, revision('b'), 2L, 7));
        pipeline.start(3, "heal-garden-2", BuildMode.REBUILD, Cause.HEAL, 8);
    }

    private static void tellTheSecondHalf() {
        pipeline.succeed(3, "heal-garden-2", BuildMode.REBUILD, Cause.HEAL, 'b', List.of(), 9);
        pipeline.promote(2, 3, 'b', 10);
    }

    private static void keepLog(long build, String... lines) throws IOException {
        Path file = directory.resolve("log.zst");
        try (OutputStream output = new ZstdOutputStream(Files.newOutputStream(file))) {
            output.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        pipeline.builds.putLog(MAIN.site(), new BuildNumber(build), file);
    }

    private static void start() {
        service = started();
    }

    private static ConfigurableApplicationContext started() {
        return TriggerApplication.application()
                .run(
                        "--server.port=0",
                        "--management.server.port=-1",
                        "--sitemend.data=" + directory.resolve("data"),
                        "--sitemend.secret=" + HandMadePipeline.SECRET,
                        "--sitemend.sites-url=http://localhost:1",
                        "--sitemend.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--sitemend.store.endpoint=" + store.endpoint(),
                        "--sitemend.store.bucket=" + store.bucket(),
                        "--sitemend.store.access-key=" + store.credentials().accessKey(),
                        "--sitemend.store.secret-key=" + store.credentials().secretKey());
    }

    private static void restart() {
        service.close();
        start();
        awaitReady();
    }

    private static void awaitReady() {
        await("readiness").atMost(PATIENCE).untilAsserted(() -> {
            HttpResponse<String> answer = get("/readyz", null);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        });
    }

    private static List<Event> buildsAndPromotions() {
        return service.getBean(Journal.class).after(0, 1_000).stream()
                .map(Change::event)
                .filter(event -> event instanceof BuildEvent || event instanceof PromotionEvent)
                .toList();
    }

    /** Everything that is asked for, by question. */
    private static Map<String, String> answers() throws IOException, InterruptedException {
        Map<String, String> found = new TreeMap<>();
        for (String path : List.of(
                "/api/v1/sites/garden",
                "/api/v1/sites/garden/builds",
                "/api/v1/sites/garden/builds/2",
                "/api/v1/sites/garden/channels/main/generations",
                "/api/v1/dead-letters/garden-2")) {
            found.put(path, body(path));
        }
        for (String request : REQUESTS) {
            found.put("request " + request, body("/api/v1/requests/" + request));
        }
        return found;
    }

    private static Set<String> mapped() {
        RequestMappingHandlerMapping mapping =
                service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("dev.sitemend."))
                .filter(entry -> !entry.getValue().getBeanType().getName().startsWith("dev.sitemend.trigger.console."))
                .flatMap(entry -> entry.getKey().getMethodsCondition().getMethods().stream()
                        .flatMap(method ->
                                entry.getKey().getPatternValues().stream().map(path -> method + " " + path)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String state() throws IOException, InterruptedException {
        return json("/api/v1/sites/garden").path("state").asString();
    }

    private static JsonNode json(String path) throws IOException, InterruptedException {
        return JSON.readTree(body(path));
    }

    private static String body(String path) throws IOException, InterruptedException {
        return get(path, null).body();
    }

    private static String adminToken() throws IOException {
        return Files.readString(directory.resolve("data/admin-token")).strip();
    }

    private static HttpResponse<String> get(String path, @Nullable String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<Stream<String>> stream(String path, @Nullable String last)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).header("Accept", "text/event-stream");
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofLines());
    }

    private static URI address(String path) {
        int port = Objects.requireNonNull(((WebServerApplicationContext) service).getWebServer())
                .getPort();
        return URI.create("http://localhost:" + port + path);
    }

    /** The next events, each as its id or type, and its data. */
    private static List<String> take(Iterator<String> lines, int count) {
        List<String> events = new ArrayList<>();
        String name = "";
        while (events.size() < count) {
            String line = lines.next();
            if (line.startsWith("id: ") || line.startsWith("event: ")) {
                name = line.substring(line.indexOf(' ') + 1);
            } else if (line.startsWith("data: ")) {
                events.add(name + " " + line.substring(6));
            }
        }
        return events;
    }

    private static String lineWith(Iterator<String> lines, String beginning) {
        return StreamSupport.stream(((Iterable<String>) () -> lines).spliterator(), false)
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }
}
