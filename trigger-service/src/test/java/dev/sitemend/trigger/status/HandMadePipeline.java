package dev.sitemend.trigger.status;

import static dev.sitemend.trigger.status.TestingReadModel.MAIN;
import static dev.sitemend.trigger.status.TestingReadModel.minute;
import static dev.sitemend.trigger.status.TestingReadModel.revision;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.event.SiteEvent;
import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.format.SiteSettings.Visibility;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.contracts.json.EventJson;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.build.Claiming;
import dev.sitemend.store.build.Closing;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Does by hand what builders and publishers do: first the document in the store, then the event on its topic. */
final class HandMadePipeline implements AutoCloseable {
    static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final KafkaProducer<byte[], byte[]> producer;
    private final Sites sites;
    private final PublicationLog publications;
    final Builds builds;

    HandMadePipeline(ObjectStore store, String bootstrapServers) {
        this.producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.sites = new Sites(store);
        this.publications = new PublicationLog(store);
        this.builds = new Builds(store, new DocumentSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    void register(String site, Visibility visibility) {
        SiteId id = new SiteId(site);
        SiteSettings settings = new SiteSettings(
                id,
                1,
                null,
                new BranchName("main"),
                List.of(),
                List.of("*"),
                "static",
                false,
                visibility,
                Map.of(),
                null,
                false,
                minute(0),
                "ada",
                writer());
        if (!(sites.append(settings) instanceof Creation.Won)) {
            throw new IllegalStateException("Cannot register " + site);
        }
        publish(new SiteEvent.SiteChanged(id, 1, false, minute(0)));
    }

    void publish(Event event) {
        ProducerRecord<byte[], byte[]> sent = new ProducerRecord<>(
                EventType.of(event).topic().topicName(),
                event.key().getBytes(StandardCharsets.UTF_8),
                EventJson.write(event));
        sent.headers().add("ce_type", EventType.of(event).cloudEventType().getBytes(StandardCharsets.UTF_8));
        send(sent);
    }

    void rubbish(String topic) {
        send(new ProducerRecord<>(topic, "garden@main".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2, 3}));
    }

    void start(long build, String request, BuildMode mode, Cause cause, int minute) {
        Claiming claiming = builds.claim(
                MAIN.site(),
                number -> new Claim(
                        number,
                        MAIN,
                        new RequestId(request),
                        mode,
                        cause,
                        "ada",
                        null,
                        null,
                        cause == Cause.HEAL ? new BuildNumber(build - 1) : null,
                        0,
                        41,
                        42,
                        new BuilderId("b1"),
                        minute(minute),
                        writer(),
                        null));
        if (!(claiming instanceof Claiming.Claimed claimed)
                || claimed.claim().number().value() != build) {
            throw new IllegalStateException("Cannot claim build " + build + ": " + claiming);
        }
        publish(TestingReadModel.started(build, request, mode, cause, minute));
    }

    void succeed(
            long build, String request, BuildMode mode, Cause cause, char revision, List<String> covers, int minute) {
        close(
                build,
                request,
                mode,
                cause,
                new Outcome.Succeeded(revision(revision), "f1", artifact(), new Changes(1, 2, 0), List.of("A note.")),
                covers,
                minute);
        publish(TestingReadModel.succeeded(build, request, mode, cause, revision, minute));
        covers.forEach(covered -> publish(TestingReadModel.skipped(covered, build, minute)));
    }

    void fail(long build, String request, BuildMode mode, Cause cause, int minute) {
        close(
                build,
                request,
                mode,
                cause,
                new Outcome.Failed(
                        revision('b'),
                        "f1",
                        FailureClass.GENERATOR_FAILED,
                        "generate",
                        "page.tmpl line 14",
                        List.of("syntax error")),
                List.of(),
                minute);
        publish(TestingReadModel.failed(build, request, mode, cause, FailureClass.GENERATOR_FAILED, minute));
    }

    void promote(long generation, long build, char revision, int minute) {
        Creation creation = publications.append(new Generation(
                new GenerationNumber(generation),
                MAIN,
                new Generation.Promoted(new BuildNumber(build), revision(revision), artifact()),
                minute(minute),
                "publisher",
                writer()));
        if (!(creation instanceof Creation.Won)) {
            throw new IllegalStateException("Cannot promote " + build + ": " + creation);
        }
        publish(TestingReadModel.promoted(generation, build, revision, minute));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private void close(
            long build, String request, BuildMode mode, Cause cause, Outcome outcome, List<String> covers, int minute) {
        Closing closing = builds.close(new Report(
                new BuildNumber(build),
                MAIN,
                new RequestId(request),
                mode,
                cause,
                "ada",
                null,
                cause == Cause.HEAL ? new BuildNumber(build - 1) : null,
                0,
                41,
                42,
                outcome,
                covers.stream().map(RequestId::new).toList(),
                List.of(new Report.Step("generate", Duration.ofSeconds(3))),
                null,
                new BuilderId("b1"),
                at(minute - 1),
                at(minute),
                writer(),
                null));
        if (!(closing instanceof Closing.Closed)) {
            throw new IllegalStateException("Cannot close " + build + ": " + closing);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> sent) {
        try {
            producer.send(sent).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot send to " + sent.topic(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Artifact artifact() {
        return new Artifact(new Digest("d".repeat(64)), List.of(), 100, 5000);
    }

    private static Instant at(int minute) {
        return minute(minute);
    }

    private static WriterToken writer() {
        return new WriterToken(UUID.randomUUID().toString());
    }
}
