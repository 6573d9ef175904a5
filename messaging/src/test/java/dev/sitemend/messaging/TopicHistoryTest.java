package dev.sitemend.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a topic holds, read by place and by time. Tests share the broker: each has a topic of its own. */
@ExtendWith(Broker.class)
final class TopicHistoryTest {
    private static final Topic FOUND = Topic.PROMOTIONS;
    private static final Topic CUT = Topic.DEAD_LETTERS;
    private static final Topic STRANGE = Topic.BUILD_LOGS;

    // A broker refuses times of the future, and deletes what is old.
    private final Instant past = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);

    @Test
    void recordsAreFoundByTimeAndReadToTheEndOfThatMoment(Broker.Running broker) throws Exception {
        try (Admin admin = broker.admin()) {
            new Topics(admin, new TopicPlan("localhost:9092", 3, 0)).ensure();
            TopicHistory history = new KafkaTopicHistory(admin, broker::consumer);
            long start = end(history, FOUND, 1);
            send(broker, FOUND, 1, past, past.plusSeconds(60), past.plusSeconds(120));
            send(broker, FOUND, 2, past.plusSeconds(90));

            Map<Integer, Long> since = history.positions(FOUND, past.plusSeconds(30));

            assertThat(since).containsEntry(1, start + 1);
            assertThat(since.get(0)).as("a partition without any is at its end").isEqualTo(end(history, FOUND, 0));
            assertThat(read(history, since))
                    .containsExactlyInAnyOrder(past.plusSeconds(60), past.plusSeconds(120), past.plusSeconds(90));
            assertThat(read(history, Map.of(1, start + 2))).containsExactly(past.plusSeconds(120));
            assertThat(read(history, Map.of(1, end(history, FOUND, 1)))).isEmpty();
        }
    }

    @Test
    void whatRetentionDeletedIsToldByTheSpan(Broker.Running broker) throws Exception {
        try (Admin admin = broker.admin()) {
            new Topics(admin, new TopicPlan("localhost:9092", 3, 0)).ensure();
            TopicHistory history = new KafkaTopicHistory(admin, broker::consumer);
            send(broker, CUT, 0, past, past.plusSeconds(1), past.plusSeconds(2));
            long kept = end(history, CUT, 0) - 2;

            admin.deleteRecords(Map.of(new TopicPartition(CUT.topicName(), 0), RecordsToDelete.beforeOffset(kept)))
                    .all()
                    .get();

            TopicHistory.Span span = history.spans(CUT).getFirst();
            assertThat(span).isEqualTo(new TopicHistory.Span(0, kept, kept + 2, Optional.of(past.plusSeconds(1))));
            assertThat(span.isCut()).isTrue();
        }
    }

    @Test
    void aRecordThatIsNoEventIsHandedOutAsSuch(Broker.Running broker) throws Exception {
        try (Admin admin = broker.admin()) {
            new Topics(admin, new TopicPlan("localhost:9092", 3, 0)).ensure();
            TopicHistory history = new KafkaTopicHistory(admin, broker::consumer);
            long start = end(history, STRANGE, 2);
            send(broker, STRANGE, 2, past);
            List<Received> received = new ArrayList<>();

            history.read(STRANGE, Map.of(2, start), record -> received.add(record.received()));

            assertThat(received).singleElement().isInstanceOf(Received.Poison.class);
            assertThat(received.getFirst().origin()).isEqualTo(new Origin(STRANGE.topicName(), 2, start));
        }
    }

    private static List<Instant> read(TopicHistory history, Map<Integer, Long> from) {
        List<Instant> times = new ArrayList<>();
        history.read(FOUND, from, record -> times.add(record.at()));
        return times;
    }

    private static long end(TopicHistory history, Topic topic, int partition) {
        return history.spans(topic).get(partition).end();
    }

    private static void send(Broker.Running broker, Topic topic, int partition, Instant... times) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
            for (Instant time : times) {
                producer.send(new ProducerRecord<>(
                                topic.topicName(),
                                partition,
                                time.toEpochMilli(),
                                new byte[] {1},
                                "no event".getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        }
    }
}
