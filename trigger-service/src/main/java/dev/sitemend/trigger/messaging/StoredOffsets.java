package dev.sitemend.trigger.messaging;

import dev.sitemend.trigger.status.CatchUp;
import dev.sitemend.trigger.status.ReadModel;
import dev.sitemend.trigger.status.StatusTasks;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;

/**
 * Lets the read model read on exactly where its rows end, whatever Kafka thinks of its group: the offsets that count
 * are those that were stored together with the rows.
 */
final class StoredOffsets implements KafkaBindingRebalanceListener {
    static final String EVENTS = "status-in-0";
    static final String LINES = "buildLogs-in-0";
    // Clocks of builders and of the broker differ by less than this.
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final ReadModel model;
    private final CatchUp catchUp;
    private final StatusTasks tasks;
    private final Supplier<String> cluster;

    /** Takes how to ask for the id of the cluster that the consumers are connected to. */
    StoredOffsets(ReadModel model, CatchUp catchUp, StatusTasks tasks, Supplier<String> cluster) {
        this.model = model;
        this.catchUp = catchUp;
        this.tasks = tasks;
        this.cluster = cluster;
    }

    @Override
    public void onPartitionsAssigned(
            String binding, Consumer<?, ?> consumer, Collection<TopicPartition> partitions, boolean initial) {
        if (partitions.isEmpty()) {
            return;
        }

        switch (binding) {
            case EVENTS -> seekEvents(consumer, partitions);
            case LINES -> seekLines(consumer, partitions);
            default -> {
                // Another binding of this service goes by the offsets that Kafka keeps for it.
            }
        }
    }

    private void seekEvents(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (!model.belongsTo(cluster.get())) {
            catchUp.restart();
            tasks.importAgain();
        }

        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            long beginning = beginnings.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, 0L);
            OptionalLong stored = model.nextOffset(partition.topic(), partition.partition());
            if (stored.isPresent() && stored.getAsLong() > end) {
                // The topic was made anew. What the rows say of the old one stays true.
                model.forgetOffset(partition.topic(), partition.partition());
                stored = OptionalLong.empty();
            }

            long from = Math.max(stored.orElse(beginning), beginning);
            consumer.seek(partition, from);
            catchUp.begin(partition.topic(), partition.partition(), from, end);
        }
        catchUp.expect(StatusTopics.NAMES.stream()
                .mapToInt(topic -> consumer.partitionsFor(topic).size())
                .sum());
    }

    /** Lines of builds that run now, from where the oldest of them may have begun; nobody asks for older ones here. */
    private void seekLines(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        long since = Math.max(0, model.runningSince().minus(CLOCK_SKEW).toEpochMilli());
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            consumer.seek(partition, first == null ? ends.getOrDefault(partition, 0L) : first.offset());
        }
    }
}
