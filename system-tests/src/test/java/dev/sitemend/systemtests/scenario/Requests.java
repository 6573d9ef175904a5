package dev.sitemend.systemtests.scenario;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.json.EventJson;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Asks for builds as a trigger does, and hears what becomes of them. Every second request is as a later version of the
 * trigger might send it: with a field and a header that nobody here knows.
 */
final class Requests implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<RequestId, Asked> asked = new LinkedHashMap<>();
    private final List<Heard> heard = new ArrayList<>();

    Requests(String brokers) {
        // So long a record waits for others of its partition, and comes with them.
        Map<String, Object> sending = Map.of("bootstrap.servers", brokers, "linger.ms", 50);
        producer = new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.BUILDS.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    record Asked(ChannelId channel, Instant at) {}

    record Heard(BuildEvent event, Instant at) {}

    RequestId ask(ChannelId channel, Revision revision, Cause cause) {
        RequestId id = new RequestId(UUID.randomUUID().toString());
        Instant now = Instant.now();
        BuildRequested request =
                new BuildRequested(id, channel, BuildMode.REFRESH, cause, revision, "ada", null, null, now, null);
        // One that got lost would never be answered, and is waited for.
        Future<?> _ = producer.send(asked.size() % 2 == 0 ? record(request) : ofALaterVersion(request));
        asked.put(id, new Asked(channel, now));
        return id;
    }

    private static ProducerRecord<byte[], byte[]> record(Event event) {
        EventType type = EventType.of(event);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                type.topic().topicName(), event.key().getBytes(StandardCharsets.UTF_8), EventJson.write(event));
        record.headers().add("ce_type", type.cloudEventType().getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static ProducerRecord<byte[], byte[]> ofALaterVersion(Event event) {
        ProducerRecord<byte[], byte[]> plain = record(event);
        String extended = new String(plain.value(), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"urgency\":{\"level\":3,\"since\":[]},");
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                plain.topic(), null, plain.key(), extended.getBytes(StandardCharsets.UTF_8), plain.headers());
        record.headers().add("ce_urgency", "high".getBytes(StandardCharsets.UTF_8));
        return record;
    }

    /** Everything that builders have said of the channels that something was asked of, since this was made. */
    List<Heard> heard() {
        Set<ChannelId> ours = asked.values().stream().map(Asked::channel).collect(Collectors.toSet());
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            read(record).ifPresent(event -> heard.add(new Heard(event, Instant.ofEpochMilli(record.timestamp()))));
        }
        return heard.stream()
                .filter(told -> ours.contains(told.event().channel()))
                .toList();
    }

    private static Optional<BuildEvent> read(ConsumerRecord<byte[], byte[]> record) {
        String type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        return EventType.named(type)
                .map(known -> EventJson.read(known, record.value()))
                .filter(BuildEvent.class::isInstance)
                .map(BuildEvent.class::cast);
    }

    /** By request, the builds that said they answer it. */
    Map<RequestId, Set<BuildNumber>> answers() {
        Map<RequestId, Set<BuildNumber>> answers = new LinkedHashMap<>();
        for (Heard told : heard()) {
            answer(told.event())
                    .ifPresent(answer -> answers.computeIfAbsent(answer.request(), _ -> new LinkedHashSet<>())
                            .add(answer.build()));
        }
        return answers;
    }

    /** For people: how many requests of each channel wait. */
    String unanswered() {
        Map<RequestId, Set<BuildNumber>> answers = answers();
        Map<ChannelId, Integer> waiting = new TreeMap<>();
        asked.forEach((request, question) -> {
            if (!answers.containsKey(request)) {
                waiting.merge(question.channel(), 1, Integer::sum);
            }
        });
        return "waiting: " + waiting;
    }

    /** How long each channel waited until the last of its requests was answered. */
    Map<ChannelId, Duration> waits() {
        Map<RequestId, Instant> answered = new LinkedHashMap<>();
        for (Heard told : heard()) {
            answer(told.event()).ifPresent(answer -> answered.putIfAbsent(answer.request(), told.at()));
        }
        Map<ChannelId, Duration> waits = new LinkedHashMap<>();
        answered.forEach((request, at) -> {
            Asked question = asked.get(request);
            if (question != null) {
                waits.merge(
                        question.channel(),
                        Duration.between(question.at(), at),
                        (one, other) -> one.compareTo(other) > 0 ? one : other);
            }
        });
        return waits;
    }

    private record Answer(RequestId request, BuildNumber build) {}

    private static Optional<Answer> answer(BuildEvent event) {
        return switch (event) {
            case BuildEvent.BuildSucceeded succeeded -> Optional.of(new Answer(succeeded.request(), succeeded.build()));
            case BuildEvent.BuildSkipped skipped -> Optional.of(new Answer(skipped.request(), skipped.coveredBy()));
            default -> Optional.empty();
        };
    }

    @Override
    public void close() {
        try (producer;
                consumer) {
            asked.clear();
        }
    }
}
