package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Topic;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker, each time: 0.5 ms. */
final class AdminPartitionEnds implements PartitionEnds {
    private final Admin admin;

    AdminPartitionEnds(Admin admin) {
        this.admin = admin;
    }

    @Override
    public long endOffset(Topic topic, int partition) {
        TopicPartition key = new TopicPartition(topic.topicName(), partition);
        return Answers.await(
                        admin.listOffsets(Map.of(key, OffsetSpec.latest())).partitionResult(key),
                        "read the end offset of " + key)
                .offset();
    }
}
