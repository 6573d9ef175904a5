package dev.sitemend.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.event.LogEvent.LogChunk;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.EventJson;
import dev.sitemend.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(Broker.class)
final class PublishingTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void anEventIsACloudEventInBinaryModeOnItsTopic(Broker.Running broker) {
        BuildRequested request = TestEvents.aRequest("publishing-1", "docs");

        try (ConfigurableApplicationContext service = TestService.start(broker, _ -> {})) {
            EventPublisher events = service.getBean(EventPublisher.class);
            events.publish(request, TRACE);
            events.publish(request, null);
        }

        List<ConsumerRecord<byte[], byte[]>> records = recordsWith(broker, Topic.BUILD_REQUESTS, "publishing-1");
        assertThat(records).hasSize(2);
        ConsumerRecord<byte[], byte[]> record = records.getFirst();
        assertThat(record.key()).asString(UTF_8).isEqualTo("docs@main");
        assertThat(EventJson.read(EventType.BUILD_REQUESTED, record.value())).isEqualTo(request);
        assertThat(headers(record))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "dev.sitemend.BuildRequested.v1")
                .containsEntry("ce_source", "/sitemend/test")
                .containsEntry("ce_subject", "docs@main")
                .containsEntry("content-type", "application/json")
                .containsEntry("traceparent", TRACE)
                .containsKey("ce_time");
        assertThat(headers(records.getLast()))
                .as("the same event has the same id, a missing trace stays missing")
                .containsEntry("ce_id", headers(record).get("ce_id"))
                .doesNotContainKey("traceparent");
    }

    @Test
    void anEventTooLargeIsNotWorthARetry(Broker.Running broker) {
        LogChunk chunk = new LogChunk(new SiteId("docs"), new BuildNumber(1), 0, List.of("x".repeat(2 * 1024 * 1024)));

        try (ConfigurableApplicationContext service = TestService.start(broker, _ -> {})) {
            EventPublisher events = service.getBean(EventPublisher.class);

            assertThatThrownBy(() -> events.publish(chunk, null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Cannot send dev.sitemend.LogChunk.v1 for docs#1: its 20972")
                    .hasMessageEndingWith("bytes are more than the broker takes");
        }
    }

    @Test
    void aBrokerThatIsAwayIsSaidSoAndComesBackByItself(@TempDir Path directory) {
        EmbeddedKafka kafka = EmbeddedKafka.startIn(directory);
        Broker.Running broker = new Broker.Running(kafka, directory);
        try (ConfigurableApplicationContext service = TestService.start(
                broker,
                _ -> {},
                "spring.cloud.stream.kafka.bindings.events.producer.configuration.delivery.timeout.ms=1500",
                "spring.cloud.stream.kafka.bindings.events.producer.configuration.request.timeout.ms=1000")) {
            EventPublisher events = service.getBean(EventPublisher.class);
            events.publish(TestEvents.aRequest("before", "docs"), null);

            kafka.stop();
            assertThatThrownBy(() -> events.publish(TestEvents.aRequest("during", "docs"), null))
                    .isInstanceOf(EventsUnavailableException.class)
                    .hasMessageStartingWith(
                            "Cannot send dev.sitemend.BuildRequested.v1 for docs@main to sitemend.build-requests: ");

            kafka.start();
            await("the publisher finds the broker again")
                    .atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> events.publish(TestEvents.aRequest("after", "docs"), null));
            assertThat(recordsWith(broker, Topic.BUILD_REQUESTS, "after")).isNotEmpty();
        } finally {
            kafka.close();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> recordsWith(Broker.Running broker, Topic topic, String text) {
        try (KafkaConsumer<byte[], byte[]> consumer = broker.consumer()) {
            List<TopicPartition> partitions = IntStream.range(0, 6)
                    .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> found = new java.util.ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found.stream()
                    .filter(record -> new String(record.value(), UTF_8).contains(text))
                    .toList();
        }
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .collect(toMap(header -> header.key(), header -> new String(header.value(), UTF_8), (one, _) -> one));
    }
}
