package dev.sitemend.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.BuildEvent.BranchVanished;
import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.PublishEvent.Lock;
import dev.sitemend.contracts.event.PublishEvent.RollBack;
import dev.sitemend.contracts.event.PublishEvent.Unlock;
import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.contracts.json.EventJson;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.embedded.EmbeddedKafka;
import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.Stores;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.build.Claiming;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import dev.sitemend.store.tree.Trees;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole service over a real broker and a real S3 server, fed as builders feed it. */
final class PublisherApplicationTest {
    private static final String SECRET = "the secret of this installation";
    private static final ChannelId MAIN = ChannelId.of("docs", "main");
    private static final ChannelId PREVIEW = ChannelId.of("docs", "wip");

    @TempDir
    private Path directory;

    private EmbeddedKafka kafka;
    private EmbeddedStore s3;
    private ObjectStore store;
    private Builds builds;
    private PublicationLog log;
    private final List<Event> events = new ArrayList<>();
    private @Nullable KafkaConsumer<byte[], byte[]> told;

    @BeforeEach
    void startServers() {
        kafka = EmbeddedKafka.startIn(directory.resolve("kafka"));
        s3 = EmbeddedStore.startIn(directory.resolve("s3"));
        store = Stores.open(
                new StoreSettings(
                        s3.endpoint().toString(),
                        s3.bucket(),
                        s3.credentials().accessKey(),
                        s3.credentials().secretKey()),
                new SimpleMeterRegistry());
        builds = new Builds(store, new DocumentSigner(SECRET.getBytes(UTF_8)));
        log = new PublicationLog(store);
    }

    @AfterEach
    void stopServers() {
        if (told != null) {
            told.close();
        }
        kafka.close();
        s3.close();
    }

    @Test
    void marksOfSuccessBecomeGenerationsAndCommandsEntries() throws Exception {
        register(List.of("w*"));
        Report lostEvent = succeed(MAIN, "one");
        try (ConfigurableApplicationContext publisher = start()) {
            awaitPromoted(lostEvent);

            EventPublisher sender = publisher.getBean(EventPublisher.class);
            Report second = succeed(MAIN, "two");
            sender.publish(succeeded(second), null);
            sender.publish(succeeded(second), null);
            awaitPromoted(second);
            assertThat(body(publisher, "docs.localhost")).isEqualTo("two");

            sender.publish(new Lock(MAIN, "linus", "release day", null, null, Instant.now()), null);
            Report held = succeed(MAIN, "three");
            sender.publish(succeeded(held), null);
            awaitEvent(
                    PromotionEvent.PromotionRefused.class,
                    refused -> refused.build().equals(held.number())
                            && refused.reason().contains("linus locked docs@main"));
            sender.publish(new Unlock(MAIN, "linus", "released", null, Instant.now()), null);
            awaitPromoted(held);

            sender.publish(new RollBack(MAIN, null, "ada", "broken links", null, Instant.now()), null);
            awaitEvent(PromotionEvent.RolledBack.class, back -> back.build().equals(second.number()));
            assertThat(body(publisher, "docs.localhost")).isEqualTo("two");

            Report preview = succeed(PREVIEW, "preview");
            sender.publish(succeeded(preview), null);
            awaitPromoted(preview);
            assertThat(body(publisher, "wip--docs.localhost")).isEqualTo("preview");
            Report gone = close(PREVIEW, new Outcome.BranchGone());
            sender.publish(new BranchVanished(PREVIEW, gone.number(), gone.request(), gone.finishedAt()), null);
            awaitEvent(
                    PromotionEvent.ChannelRetired.class,
                    retired -> retired.channel().equals(PREVIEW));

            Report broken = close(
                    MAIN,
                    new Outcome.Failed(
                            null, null, FailureClass.GENERATOR_FAILED, "generate", "ikiwiki ended with 2", List.of()));
            sender.publish(failed(broken), null);
            awaitEvent(
                    PromotionEvent.ChannelQuarantined.class,
                    quarantined -> quarantined.build().equals(broken.number()));
        }

        assertThat(log.read(MAIN).entries())
                .extracting(generation -> generation.entry().getClass().getSimpleName())
                .containsExactly("Promoted", "Promoted", "Locked", "Unlocked", "Promoted", "RolledBack");
    }

    private ConfigurableApplicationContext start() {
        return PublisherApplication.application()
                .run(
                        "--server.port=0",
                        "--management.server.port=0",
                        "--sitemend.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--sitemend.store.endpoint=" + s3.endpoint(),
                        "--sitemend.store.access-key=" + s3.credentials().accessKey(),
                        "--sitemend.store.secret-key=" + s3.credentials().secretKey(),
                        "--sitemend.secret=" + SECRET,
                        "--sitemend.data=" + directory.resolve("data"));
    }

    private void register(List<String> previews) {
        new Sites(store)
                .append(new SiteSettings(
                        MAIN.site(),
                        1,
                        null,
                        MAIN.branch(),
                        List.of(),
                        previews,
                        null,
                        false,
                        SiteSettings.Visibility.PUBLIC,
                        Map.of(),
                        null,
                        false,
                        Instant.EPOCH,
                        "test",
                        token()));
    }

    private Report succeed(ChannelId channel, String page) throws Exception {
        Path out = Files.createTempDirectory(directory, "out");
        Files.writeString(out.resolve("index.html"), page);
        Trees trees = new Trees(store, directory.resolve("packs"));
        Artifact artifact = trees.upload(channel.site(), List.of(trees.scan(out)), List.of())
                .trees()
                .getFirst()
                .artifact();
        Claim claim = claim(channel);
        Report report = TestReports.success(claim, artifact, token());
        builds.close(report);
        return report;
    }

    private Report close(ChannelId channel, Outcome outcome) {
        Report report = TestReports.report(claim(channel), outcome, token());
        builds.close(report);
        return report;
    }

    private Claim claim(ChannelId channel) {
        return switch (builds.claim(channel.site(), number -> TestReports.claim(channel, number, token()))) {
            case Claiming.Claimed claimed -> claimed.claim();
            case Claiming.Unknown unknown -> throw unknown.cause();
        };
    }

    private static BuildSucceeded succeeded(Report report) {
        Outcome.Succeeded success = (Outcome.Succeeded) report.outcome();
        return new BuildSucceeded(
                report.channel(),
                report.number(),
                report.request(),
                report.mode(),
                Cause.PUSH,
                success.revision(),
                success.artifact().root(),
                1,
                1,
                0,
                0,
                0,
                List.of(),
                report.startedAt(),
                report.finishedAt(),
                null);
    }

    private static BuildFailed failed(Report report) {
        Outcome.Failed failure = (Outcome.Failed) report.outcome();
        return new BuildFailed(
                report.channel(),
                report.number(),
                report.request(),
                report.mode(),
                Cause.PUSH,
                failure.revision(),
                failure.failure(),
                failure.step(),
                failure.message(),
                report.startedAt(),
                report.finishedAt(),
                null);
    }

    private void awaitPromoted(Report report) {
        BuildNumber number = report.number();
        awaitEvent(
                PromotionEvent.Promoted.class,
                promoted -> promoted.build().equals(number)
                        && log.read(report.channel())
                                .promotionOf(number)
                                .map(Generation::number)
                                .filter(promoted.generation()::equals)
                                .isPresent());
    }

    private <E extends Event> void awaitEvent(Class<E> type, Predicate<E> wanted) {
        await("a " + type.getSimpleName())
                .pollInSameThread()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(promotions())
                        .anyMatch(event -> type.isInstance(event) && wanted.test(type.cast(event))));
    }

    /** All that was told so far. One consumer for the whole test: making one takes longer than asking it. */
    private List<Event> promotions() {
        if (told == null) {
            Properties properties = new Properties();
            properties.put("bootstrap.servers", kafka.bootstrapServers());
            told = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            List<TopicPartition> partitions = IntStream.range(0, 6)
                    .mapToObj(number -> new TopicPartition("sitemend.promotions", number))
                    .toList();
            told.assign(partitions);
            told.seekToBeginning(partitions);
        }
        told.poll(Duration.ofMillis(200)).forEach(record -> {
            String type = new String(record.headers().lastHeader("ce_type").value(), UTF_8);
            events.add(EventJson.read(EventType.named(type).orElseThrow(), record.value()));
        });
        return events;
    }

    private static String body(ConfigurableApplicationContext publisher, String host) throws Exception {
        int port = publisher.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        return new TestHttp(port).text(host, "/");
    }

    private static WriterToken token() {
        return new WriterToken(UUID.randomUUID().toString());
    }
}
