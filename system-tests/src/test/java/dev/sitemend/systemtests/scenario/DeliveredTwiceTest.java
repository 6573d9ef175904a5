package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.id.Revision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kafka delivers at least once: every record may come again, and rubbish may come too. */
@Tag("on-any-servers")
@ExtendWith(SharedSitemend.class)
final class DeliveredTwiceTest {
    @TempDir
    private Path directory;

    @Test
    void everyEventOfASiteOnceMoreChangesNothingThatVisitorsSee(Sitemend sitemend)
            throws ExecutionException, InterruptedException {
        Author ada = sitemend.newSite("twice", directory);
        CommandSite.write(ada, "", "");
        ada.commit("Start");
        assertThat(ada.push().status()).isZero();
        ada.write("pages/next.html", "<p>next");
        Revision second = ada.commit("Next");
        assertThat(ada.push().status()).isZero();
        sitemend.aftermath("twice").isLive(second);

        for (Topic topic : List.of(Topic.BUILDS, Topic.BUILD_REQUESTS, Topic.PROMOTIONS)) {
            sendAgain(sitemend, topic, "twice@main");
        }

        ada.write("pages/last.html", "<p>last");
        Revision last = ada.commit("Last");
        assertThat(ada.push().status()).isZero();
        sitemend.aftermath("twice").isLive(last);
        assertThat(sitemend.api().generations("twice", "main")).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void aRecordThatCannotBeReadIsSetAsideInOneHopAndHoldsUpNobody(Sitemend sitemend)
            throws ExecutionException, InterruptedException {
        Author ada = sitemend.newSite("poison", directory);
        CommandSite.write(ada, "", "");
        Revision first = ada.commit("Start");
        try (KafkaProducer<byte[], byte[]> producer = producer(sitemend)) {
            producer.send(new ProducerRecord<>(
                            Topic.BUILD_REQUESTS.topicName(),
                            "poison@main".getBytes(StandardCharsets.UTF_8),
                            "no event at all".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }

        assertThat(ada.push().status()).isZero();

        sitemend.aftermath("poison").isLive(first);
        await("the rubbish is a dead letter")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                sitemend.api().get("/api/v1/dead-letters").toString())
                        .contains("build-requests-"));
    }

    private static void sendAgain(Sitemend sitemend, Topic topic, String key)
            throws ExecutionException, InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> records = recordsOf(sitemend, topic, key);
        assertThat(records).describedAs(topic.topicName()).isNotEmpty();
        try (KafkaProducer<byte[], byte[]> producer = producer(sitemend)) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                producer.send(new ProducerRecord<>(
                                record.topic(), record.partition(), record.key(), record.value(), record.headers()))
                        .get();
            }
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> recordsOf(Sitemend sitemend, Topic topic, String key) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", sitemend.addresses().kafka());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.key() != null && key.equals(new String(record.key(), StandardCharsets.UTF_8))) {
                        found.add(record);
                    }
                }
            }
        }
        return found;
    }

    private static KafkaProducer<byte[], byte[]> producer(Sitemend sitemend) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", sitemend.addresses().kafka()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
