package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** Asks the broker, and reads with a consumer that has no group. */
final class KafkaTopicHistory implements TopicHistory {
    // As long nothing arrives from a broker that says there is more.
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Admin admin;
    private final Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers;

    /** @param consumers makes consumers of no group */
    KafkaTopicHistory(Admin admin, Supplier<org.apache.kafka.clients.consumer.Consumer<byte[], byte[]>> consumers) {
        this.admin = admin;
        this.consumers = consumers;
    }

    @Override
    public List<Span> spans(Topic topic) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, ListOffsetsResultInfo> beginnings = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> oldest = offsets(partitions, OffsetSpec.forTimestamp(0));
        List<Span> spans = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            long time = of(oldest, partition).timestamp();
            spans.add(new Span(
                    partition.partition(),
                    of(beginnings, partition).offset(),
                    of(ends, partition).offset(),
                    time < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(time))));
        }
        return spans;
    }

    @Override
    public Map<Integer, Long> positions(Topic topic, Instant time) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> found =
                offsets(partitions, OffsetSpec.forTimestamp(Math.max(0, time.toEpochMilli())));
        Map<Integer, Long> positions = new TreeMap<>();
        for (TopicPartition partition : partitions) {
            long offset = of(found, partition).offset();
            positions.put(
                    partition.partition(), offset < 0 ? of(ends, partition).offset() : offset);
        }
        return positions;
    }

    @Override
    public void read(Topic topic, Map<Integer, Long> from, Consumer<Past> reader) {
        Map<TopicPartition, Long> open = new HashMap<>();
        from.forEach((partition, offset) -> open.put(new TopicPartition(topic.topicName(), partition), offset));
        Map<TopicPartition, Long> ends = new HashMap<>();
        offsets(List.copyOf(open.keySet()), OffsetSpec.latest())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        open.entrySet().removeIf(entry -> entry.getValue() >= of(ends, entry.getKey()));
        if (open.isEmpty()) {
            return;
        }

        try (var consumer = consumers.get()) {
            consumer.assign(open.keySet());
            open.forEach(consumer::seek);
            long silentSince = System.nanoTime();
            while (!open.isEmpty()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (record.offset() < of(ends, new TopicPartition(record.topic(), record.partition()))) {
                        reader.accept(past(record));
                    }
                }
                // By the position, not by the last record: the end may be a gap.
                open.keySet().removeIf(partition -> consumer.position(partition) >= of(ends, partition));
                consumer.pause(consumer.assignment().stream()
                        .filter(partition -> !open.containsKey(partition))
                        .toList());
                if (!records.isEmpty()) {
                    silentSince = System.nanoTime();
                } else if (System.nanoTime() - silentSince > PATIENCE.toNanos()) {
                    throw new TimeoutException("nothing came for " + PATIENCE.toSeconds()
                            + " s, though there is more in " + open.keySet());
                }
            }
        } catch (KafkaException e) {
            throw new EventsUnavailableException("Cannot read " + topic.topicName() + ": " + e.getMessage(), e);
        }
    }

    private static Past past(ConsumerRecord<byte[], byte[]> record) {
        Object payload = record.value() == null ? "no value" : record.value();
        MessageBuilder<Object> message = MessageBuilder.withPayload(payload)
                .setHeader(KafkaHeaders.RECEIVED_TOPIC, record.topic())
                .setHeader(KafkaHeaders.RECEIVED_PARTITION, record.partition())
                .setHeader(KafkaHeaders.OFFSET, record.offset());
        record.headers().forEach(header -> message.setHeader(header.key(), header.value()));
        Message<?> whole = message.build();
        return new Past(EventMessages.decode(whole), Instant.ofEpochMilli(record.timestamp()));
    }

    private static <V> V of(Map<TopicPartition, V> answers, TopicPartition partition) {
        return Objects.requireNonNull(answers.get(partition), () -> "The broker leaves no partition out: " + partition);
    }

    private List<TopicPartition> partitions(Topic topic) {
        int count = Objects.requireNonNull(Answers.await(
                                admin.describeTopics(List.of(topic.topicName())).allTopicNames(),
                                "read the partitions of " + topic.topicName())
                        .get(topic.topicName()))
                .partitions()
                .size();
        return IntStream.range(0, count)
                .mapToObj(number -> new TopicPartition(topic.topicName(), number))
                .toList();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, which));
        return Answers.await(admin.listOffsets(wanted).all(), "read the offsets of the partitions");
    }
}
