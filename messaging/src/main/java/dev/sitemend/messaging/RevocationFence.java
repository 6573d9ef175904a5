package dev.sitemend.messaging;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;

/** Closes the trackers of partitions that go away, whether revoked or lost, before the container commits. */
final class RevocationFence implements KafkaBindingRebalanceListener {
    private final List<LongRunningBinding> longRunning;

    RevocationFence(List<LongRunningBinding> longRunning) {
        this.longRunning = longRunning;
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(
            String bindingName, Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (LongRunningBinding binding : longRunning) {
            if (binding.binding().equals(bindingName) && !partitions.isEmpty()) {
                binding.tracker().revoke(partitions);
                binding.lost()
                        .accept(partitions.stream()
                                .map(TopicPartition::partition)
                                .collect(toSet()));
            }
        }
    }
}
