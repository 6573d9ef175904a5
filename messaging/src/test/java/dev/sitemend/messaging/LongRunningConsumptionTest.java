package dev.sitemend.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.messaging.OffsetTracker.Tracked;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(Broker.class)
final class LongRunningConsumptionTest {
    private static final String TOPIC = Topic.BUILD_REQUESTS.topicName();

    @Test
    void manyAreInFlightAndTheOffsetFollowsTheOldestOpenOne(Broker.Running broker) throws Exception {
        Worker worker = new Worker("flight-");
        try (ConfigurableApplicationContext service = worker.start(broker, "flight");
                Admin admin = broker.admin()) {
            EventPublisher events = service.getBean(EventPublisher.class);
            for (int i = 0; i < 50; i++) {
                events.publish(TestEvents.aRequest("flight-" + i, "flight"), null);
            }
            await("all are handed over while none is finished")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> worker.ids().size() == 50);

            TopicPartition partition = worker.partitionOf("flight-0");
            long first = worker.offsetOf("flight-0");
            for (int i = 49; i >= 1; i--) {
                worker.finish("flight-" + i);
            }
            await("nothing is committed past the open first record")
                    .during(Duration.ofMillis(800))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> committed(admin, "flight", partition) <= first);

            worker.finish("flight-0");
            await("one acknowledgement commits all")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> committed(admin, "flight", partition) == end(admin, partition));
        }
    }

    @Test
    void poisonGoesToTheDeadLettersAndCommitsNothingPastAnOpenRecord(Broker.Running broker) throws Exception {
        Worker worker = new Worker("poison-");
        try (ConfigurableApplicationContext service = worker.start(broker, "poison");
                Admin admin = broker.admin()) {
            service.getBean(EventPublisher.class).publish(TestEvents.aRequest("poison-0", "poison"), null);
            await("the good record").atMost(Duration.ofSeconds(20)).until(() -> worker.has("poison-0"));
            TopicPartition partition = worker.partitionOf("poison-0");
            long good = worker.offsetOf("poison-0");
            long lettersBefore = letters(admin);
            try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
                producer.send(new ProducerRecord<>(TOPIC, partition.partition(), null, "rubbish".getBytes(UTF_8)))
                        .get();
            }

            await("the dead letter").atMost(Duration.ofSeconds(10)).until(() -> letters(admin) == lettersBefore + 1);
            assertThat(committed(admin, "poison", partition)).isLessThanOrEqualTo(good);

            worker.finish("poison-0");
            await("both are committed")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> committed(admin, "poison", partition) == end(admin, partition));
        }
    }

    @Test
    void whatIsOpenWhenAPartitionMovesIsHandedToTheNewOwnerAndTheOldOneCommitsNothing(Broker.Running broker)
            throws Exception {
        Worker old = new Worker("moving-");
        Worker fresh = new Worker("moving-");
        try (ConfigurableApplicationContext first = old.start(broker, "moving");
                Admin admin = broker.admin()) {
            EventPublisher events = first.getBean(EventPublisher.class);
            for (int i = 0; i < 30; i++) {
                events.publish(TestEvents.aRequest("moving-" + i, "moving" + i), null);
            }
            await("the old owner has all")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> old.ids().size() == 30);

            try (ConfigurableApplicationContext _ = fresh.start(broker, "moving")) {
                await("some partitions move, with their open records")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> !fresh.ids().isEmpty());
                await("the old owner knows")
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> fresh.ids().stream().noneMatch(old::isAssigned));
                Map<TopicPartition, Long> before = fresh.ids().stream()
                        .map(fresh::partitionOf)
                        .distinct()
                        .collect(Collectors.toMap(
                                partition -> partition, partition -> committed(admin, "moving", partition)));

                old.ids().forEach(old::finish);
                await("the old owner's late answers move nothing of the new one's")
                        .during(Duration.ofMillis(800))
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> before.entrySet().stream()
                                .allMatch(at -> committed(admin, "moving", at.getKey()) <= at.getValue()));

                fresh.ids().forEach(fresh::finish);
                await("the new owner's do")
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> before.keySet().stream()
                                .allMatch(at -> committed(admin, "moving", at) == end(admin, at)));
            }
        }
    }

    @Test
    void whatIsUnfinishedAtAStopIsHandedOverAgainAndNothingElse(Broker.Running broker) throws Exception {
        Worker worker = new Worker("restart-");
        try (ConfigurableApplicationContext service = worker.start(broker, "restart")) {
            EventPublisher events = service.getBean(EventPublisher.class);
            for (int i = 0; i < 20; i++) {
                events.publish(TestEvents.aRequest("restart-" + i, "restart"), null);
            }
            await("all handed over")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> worker.ids().size() == 20);
            IntStream.range(0, 20).filter(i -> i != 7).forEach(i -> worker.finish("restart-" + i));
        }

        Worker again = new Worker("restart-");
        try (ConfigurableApplicationContext _ = again.start(broker, "restart")) {
            await("everything from the first unfinished one on")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> again.ids().size() == 13);
            assertThat(again.ids())
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(7, 20).mapToObj(i -> "restart-" + i).toList());
        }
    }

    private static long committed(Admin admin, String group, TopicPartition partition) {
        OffsetAndMetadata offset = Answers.await(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(), "read offsets")
                .get(partition);
        return offset == null ? 0 : offset.offset();
    }

    private static long end(Admin admin, TopicPartition partition) {
        return Answers.await(
                        admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                                .partitionResult(partition),
                        "read the end")
                .offset();
    }

    private static long letters(Admin admin) {
        Map<TopicPartition, OffsetSpec> all = IntStream.range(0, 6)
                .boxed()
                .collect(Collectors.toMap(
                        number -> new TopicPartition(Topic.DEAD_LETTERS.topicName(), number),
                        _ -> OffsetSpec.latest()));
        return Answers.await(admin.listOffsets(all).all(), "read the ends").values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    /** Takes records over and keeps them until it is told to finish them. */
    private static final class Worker {
        private final String prefix;
        private final Map<String, Tracked> open = new ConcurrentHashMap<>();
        private final OffsetTracker tracker = new OffsetTracker(Clock.systemUTC());

        Worker(String prefix) {
            this.prefix = prefix;
        }

        ConfigurableApplicationContext start(Broker.Running broker, String group) {
            return TestService.start(
                    broker,
                    beans -> {
                        beans.registerBean(
                                "requests",
                                LongRunningConsumer.class,
                                () -> new LongRunningConsumer(
                                        tracker,
                                        this::take,
                                        beans.getBean(DeadLetters.class),
                                        Executors.newVirtualThreadPerTaskExecutor(),
                                        new Backoff(new Random(1)),
                                        Thread::sleep));
                        beans.registerBean(
                                LongRunningBinding.class,
                                () -> new LongRunningBinding("requests-in-0", group, tracker, _ -> {}));
                    },
                    TestService.binding("requests", TOPIC, group));
        }

        private void take(Received.Known event, Tracked record) {
            String id = ((BuildRequested) event.event()).id().value();
            if (id.startsWith(prefix)) {
                open.put(id, record);
            } else {
                record.finish(); // Another test's.
            }
        }

        Set<String> ids() {
            return Set.copyOf(open.keySet());
        }

        boolean has(String id) {
            return open.containsKey(id);
        }

        boolean isAssigned(String id) {
            return record(id).isAssigned();
        }

        void finish(String id) {
            record(id).finish();
        }

        long offsetOf(String id) {
            return record(id).origin().offset();
        }

        TopicPartition partitionOf(String id) {
            return new TopicPartition(TOPIC, record(id).origin().partition());
        }

        private Tracked record(String id) {
            return java.util.Objects.requireNonNull(open.get(id), id);
        }
    }
}
