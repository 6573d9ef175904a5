package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker: three requests whatever the number of partitions, one more per group, and the first unacknowledged
 * record of those partitions that have one.
 */
final class KafkaGroupLags implements GroupLags {
    private static final String PREFIX = "sitemend-";
    // Each read model has a group of its own, which ends with it; where it is, it keeps itself.
    private static final String READ_MODELS = "sitemend-status-";
    // One fetch for all partitions, and some time for a broker that is busy.
    private static final Duration LONGEST_READ = Duration.ofSeconds(3);

    private final Admin admin;
    private final Supplier<Consumer<byte[], byte[]>> consumers;

    /** @param consumers makes consumers of no group */
    KafkaGroupLags(Admin admin, Supplier<Consumer<byte[], byte[]>> consumers) {
        this.admin = admin;
        this.consumers = consumers;
    }

    private record Position(String group, TopicPartition partition) {}

    @Override
    public List<GroupLag> read() {
        // The committed offsets first: a group must not seem ahead of the end.
        Map<Position, Long> committed = committed();
        List<TopicPartition> partitions =
                committed.keySet().stream().map(Position::partition).distinct().toList();
        Map<TopicPartition, Long> beginnings = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());

        // What retention has deleted is not waited for any more.
        committed.replaceAll((position, offset) -> Math.max(offset, beginnings.getOrDefault(position.partition(), 0L)));
        Map<Position, Long> behind = new HashMap<>(committed);
        behind.entrySet()
                .removeIf(entry ->
                        entry.getValue() >= ends.getOrDefault(entry.getKey().partition(), 0L));

        Map<Position, Instant> oldest = behind.isEmpty() ? Map.of() : oldest(behind);
        return committed.entrySet().stream()
                .map(entry -> lag(entry.getKey(), entry.getValue(), ends, oldest))
                .sorted(Comparator.comparing(GroupLag::topic)
                        .thenComparing(GroupLag::group)
                        .thenComparingInt(GroupLag::partition))
                .toList();
    }

    private static GroupLag lag(
            Position position, long committed, Map<TopicPartition, Long> ends, Map<Position, Instant> oldest) {
        TopicPartition partition = position.partition();
        return new GroupLag(
                partition.topic(),
                position.group(),
                partition.partition(),
                committed,
                Math.max(committed, ends.getOrDefault(partition, committed)),
                Optional.ofNullable(oldest.get(position)));
    }

    /** Of every partition of a topic in which the group has ever acknowledged one; 0 where it has none yet. */
    private Map<Position, Long> committed() {
        Map<String, Integer> partitions = partitions();
        Map<Position, Long> committed = new HashMap<>();
        for (GroupListing group : Answers.await(admin.listGroups().all(), "list the consumer groups")) {
            if (!group.groupId().startsWith(PREFIX) || group.groupId().startsWith(READ_MODELS)) {
                continue;
            }

            Map<TopicPartition, OffsetAndMetadata> offsets = Answers.await(
                    admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata(),
                    "read the offsets of the group " + group.groupId());
            offsets.keySet().stream().map(TopicPartition::topic).distinct().forEach(topic -> {
                for (int number = 0; number < partitions.getOrDefault(topic, 0); number++) {
                    TopicPartition partition = new TopicPartition(topic, number);
                    OffsetAndMetadata offset = offsets.get(partition);
                    committed.put(new Position(group.groupId(), partition), offset == null ? 0 : offset.offset());
                }
            });
        }
        return committed;
    }

    private Map<String, Integer> partitions() {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        return Answers.await(admin.describeTopics(names).allTopicNames(), "read the topics' partitions")
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().partitions().size()));
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> which));
        return Answers.await(admin.listOffsets(wanted).all(), "read the ends of the partitions").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Reads the records at these positions; two groups that stand at different places of one partition take turns. */
    private Map<Position, Instant> oldest(Map<Position, Long> behind) {
        Map<Position, Instant> found = new HashMap<>();
        List<Position> open = new ArrayList<>(behind.keySet());
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            while (!open.isEmpty()) {
                Map<TopicPartition, Position> turn = new HashMap<>();
                open.removeIf(position -> turn.putIfAbsent(position.partition(), position) == null);
                read(consumer, turn, behind, found);
            }
            return found;
        } catch (KafkaException e) {
            throw new EventsUnavailableException("Cannot read the oldest records: " + e.getMessage(), e);
        }
    }

    private static void read(
            Consumer<byte[], byte[]> consumer,
            Map<TopicPartition, Position> turn,
            Map<Position, Long> behind,
            Map<Position, Instant> found) {
        consumer.assign(turn.keySet());
        // Of a turn before, when it had one of these.
        consumer.resume(turn.keySet());
        turn.forEach((partition, position) -> consumer.seek(partition, behind.getOrDefault(position, 0L)));
        int wanted = found.size() + turn.size();
        for (int polls = 0; found.size() < wanted && polls < LONGEST_READ.toMillis() / 100; polls++) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(100));
            for (TopicPartition partition : records.partitions()) {
                ConsumerRecord<byte[], byte[]> first =
                        records.records(partition).getFirst();
                Position position = turn.get(partition);
                if (position != null) {
                    found.putIfAbsent(position, Instant.ofEpochMilli(first.timestamp()));
                }
                consumer.pause(List.of(partition));
            }
        }
    }
}
