package dev.sitemend.builder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildSkipped;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.format.SiteSettings.Visibility;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.EventJson;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.embedded.EmbeddedKafka;
import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.site.Sites;
import dev.sitemend.store.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** A builder over embedded servers, and what a test asks of it. */
final class RunningBuilder implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final EmbeddedKafka kafka;
    private final EmbeddedStore store;
    private final ConfigurableApplicationContext context;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<Event> events = new ArrayList<>();

    private RunningBuilder(
            Path directory, EmbeddedKafka kafka, EmbeddedStore store, ConfigurableApplicationContext context) {
        this.directory = directory;
        this.kafka = kafka;
        this.store = store;
        this.context = context;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic topic : List.of(Topic.BUILDS, Topic.DEAD_LETTERS)) {
            consumer.partitionsFor(topic.topicName())
                    .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    static RunningBuilder start(Path directory) {
        EmbeddedKafka kafka = EmbeddedKafka.startIn(directory.resolve("kafka"));
        EmbeddedStore store = EmbeddedStore.startIn(directory.resolve("store"));
        ConfigurableApplicationContext context = BuilderApplication.application()
                .run(
                        "--sitemend.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                        "--sitemend.store.endpoint=" + store.endpoint(),
                        "--sitemend.store.access-key=" + store.credentials().accessKey(),
                        "--sitemend.store.secret-key=" + store.credentials().secretKey(),
                        "--sitemend.secret=a secret of this test, long enough",
                        "--sitemend.data=" + directory.resolve("data"),
                        "--sitemend.sandbox=" + (Files.exists(Path.of("/usr/bin/bwrap")) ? "bwrap" : "none"),
                        "--server.port=0");
        return new RunningBuilder(directory, kafka, store, context);
    }

    @Override
    public void close() {
        consumer.close();
        context.close();
        store.close();
        kafka.close();
    }

    ChannelId channel(String site) {
        return ChannelId.of(site, "main");
    }

    ChannelId site(String name) {
        bean(Sites.class)
                .append(new SiteSettings(
                        new SiteId(name),
                        1,
                        directory
                                .resolve(name + ".git")
                                .toUri()
                                .toString()
                                .replace("file:/", "file:///")
                                .replace("file://///", "file:///"),
                        new BranchName("main"),
                        List.of(),
                        List.of("*"),
                        null,
                        false,
                        Visibility.PUBLIC,
                        Map.of(),
                        null,
                        false,
                        Instant.now(),
                        "test",
                        new WriterToken(UUID.randomUUID().toString())));
        return channel(name);
    }

    /** A working copy of a new bare repository. */
    Path repository(String site) {
        Path bare = directory.resolve(site + ".git");
        Path work = directory.resolve(site + "-work");
        git(directory, "init", "--quiet", "--bare", "--initial-branch=main", bare.toString());
        git(directory, "clone", "--quiet", bare.toString(), work.toString());
        git(work, "checkout", "--quiet", "-b", "main");
        return work;
    }

    String commit(Path work, String file, String content) {
        try {
            Files.writeString(work.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        git(work, "add", "--all");
        git(
                work,
                "-c",
                "user.name=Test",
                "-c",
                "user.email=test@example.org",
                "commit",
                "--quiet",
                "-m",
                "Change " + file);
        git(work, "push", "--quiet", "origin", "main");
        return git(work, "rev-parse", "HEAD").strip();
    }

    private static String git(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    BuildRequested push(ChannelId channel, String revision) {
        BuildRequested request = request(channel, BuildMode.REFRESH, Cause.PUSH, revision);
        send(request);
        return request;
    }

    BuildRequested request(ChannelId channel, BuildMode mode, Cause cause, @Nullable String revision) {
        return new BuildRequested(
                new RequestId(UUID.randomUUID().toString()),
                channel,
                mode,
                cause,
                revision == null ? null : new Revision(revision),
                "test",
                null,
                null,
                Instant.now(),
                null);
    }

    void send(BuildRequested request) {
        context.getBean("eventPublisher", EventPublisher.class).publish(request, null);
    }

    long sendRubbish(byte[] value) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(Topic.BUILD_REQUESTS.topicName(), value))
                    .get()
                    .offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    <E extends Event> E await(Class<E> type, Predicate<E> which) {
        return await("a " + type.getSimpleName())
                .atMost(PATIENCE)
                .until(() -> find(type, which), Optional::isPresent)
                .orElseThrow();
    }

    private static org.awaitility.core.ConditionFactory await(String what) {
        return org.awaitility.Awaitility.await(what).pollInSameThread().pollInterval(Duration.ofMillis(20));
    }

    BuildSucceeded awaitSuccess(BuildRequested request) {
        Event answer = awaitAnswer(request);
        assertThat(answer).isInstanceOf(BuildSucceeded.class);
        return (BuildSucceeded) answer;
    }

    Event awaitAnswer(BuildRequested request) {
        return await(Event.class, event -> switch (event) {
            case BuildSucceeded succeeded -> succeeded.request().equals(request.id());
            case BuildFailed failed -> failed.request().equals(request.id());
            case BuildSkipped skipped -> skipped.request().equals(request.id());
            default -> false;
        });
    }

    <E extends Event> List<E> events(Class<E> type) {
        poll();
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private <E extends Event> Optional<E> find(Class<E> type, Predicate<E> which) {
        return events(type).stream().filter(which).findFirst();
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
            String type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
            events.add(EventJson.read(EventType.named(type).orElseThrow(), record.value()));
        }
    }

    List<BuildNumber> builds(ChannelId channel) {
        return bean(Builds.class).numbers(channel.site());
    }

    Report report(ChannelId channel, BuildNumber build) {
        return bean(Builds.class).report(channel.site(), build).orElseThrow();
    }

    Path restore(BuildSucceeded build) {
        Outcome.Succeeded outcome =
                (Outcome.Succeeded) report(build.channel(), build.build()).outcome();
        Path into = directory.resolve("restored-" + UUID.randomUUID());
        bean(Trees.class)
                .restore(
                        build.channel().site(),
                        outcome.artifact().root(),
                        outcome.artifact().packs(),
                        into);
        return into;
    }

    String log(BuildSucceeded build) {
        try (var log =
                bean(Builds.class).log(build.channel().site(), build.build()).orElseThrow()) {
            return new String(log.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }
}
