package dev.sitemend.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.event.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Broker.class)
final class GroupLagsTest {
    private static final String TOPIC = Topic.PUBLISH_COMMANDS.topicName();

    @Test
    void aGroupIsBehindByRecordsAndByTheAgeOfTheFirstOfThem(Broker.Running broker) throws Exception {
        Instant first = Instant.parse("2026-11-25T01:00:00Z");
        try (Admin admin = broker.admin()) {
            new Topics(admin, new TopicPlan("localhost:9092", 3, 0)).ensure();
            long start = end(admin, 1);
            send(broker, 1, first.minusSeconds(60), first, first.plusSeconds(60));
            commit(admin, "sitemend-slow", 1, start + 1);
            commit(admin, "sitemend-slow", 2, end(admin, 2));
            commit(admin, "sitemend-quick", 1, start + 3);
            commit(admin, "somebody-else", 1, start);
            commit(admin, "sitemend-status-4711", 1, start);

            List<GroupLag> lags = new KafkaGroupLags(admin, broker::consumer).read();

            assertThat(of(lags, "sitemend-slow", 1))
                    .isEqualTo(new GroupLag(TOPIC, "sitemend-slow", 1, start + 1, start + 3, Optional.of(first)));
            assertThat(of(lags, "sitemend-slow", 1).records()).isEqualTo(2);
            assertThat(of(lags, "sitemend-slow", 2).records()).isZero();
            assertThat(of(lags, "sitemend-slow", 2).oldest()).isEmpty();
            assertThat(of(lags, "sitemend-slow", 0).committed())
                    .as("a partition of which it has acknowledged none yet")
                    .isZero();
            assertThat(of(lags, "sitemend-quick", 1).records()).isZero();
            assertThat(lags).extracting(GroupLag::group).doesNotContain("somebody-else", "sitemend-status-4711");
        }
    }

    @Test
    void twoGroupsAtDifferentPlacesOfOnePartitionHaveTheirOwnAges(Broker.Running broker) throws Exception {
        Instant first = Instant.parse("2026-11-25T02:00:00Z");
        try (Admin admin = broker.admin()) {
            new Topics(admin, new TopicPlan("localhost:9092", 3, 0)).ensure();
            long start = end(admin, 2);
            send(broker, 2, first, first.plusSeconds(10));
            commit(admin, "sitemend-one", 2, start);
            commit(admin, "sitemend-other", 2, start + 1);

            List<GroupLag> lags = new KafkaGroupLags(admin, broker::consumer).read();

            assertThat(of(lags, "sitemend-one", 2).oldest()).contains(first);
            assertThat(of(lags, "sitemend-other", 2).oldest()).contains(first.plusSeconds(10));
        }
    }

    @Test
    void aBrokerThatIsAwayIsWorthARetry() {
        Map<String, Object> nobody =
                Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 500, "request.timeout.ms", 400);
        try (Admin admin = Admin.create(nobody)) {
            GroupLags lags = new KafkaGroupLags(admin, () -> {
                throw new AssertionError("nothing is read before anything is known");
            });
            assertThatThrownBy(lags::read).isInstanceOf(EventsUnavailableException.class);
        }
    }

    private static GroupLag of(List<GroupLag> lags, String group, int partition) {
        return lags.stream()
                .filter(lag -> lag.topic().equals(TOPIC) && lag.group().equals(group) && lag.partition() == partition)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No lag of " + group + " in " + partition + ": " + lags));
    }

    private static long end(Admin admin, int partition) {
        return new AdminPartitionEnds(admin).endOffset(Topic.PUBLISH_COMMANDS, partition);
    }

    private static void send(Broker.Running broker, int partition, Instant... times) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
            for (Instant time : times) {
                producer.send(new ProducerRecord<>(
                                TOPIC, partition, time.toEpochMilli(), new byte[] {1}, new byte[] {2}))
                        .get();
            }
        }
    }

    private static void commit(Admin admin, String group, int partition, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        group, Map.of(new TopicPartition(TOPIC, partition), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
