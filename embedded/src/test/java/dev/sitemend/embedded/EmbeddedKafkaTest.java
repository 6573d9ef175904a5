package dev.sitemend.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    @TempDir
    Path directory;

    @Test
    void keepsRecordsAndPortOverARestart() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startIn(directory)) {
            String before = kafka.bootstrapServers();
            send(before, "one");

            kafka.stop();
            kafka.start();
            send(kafka.bootstrapServers(), "two");

            assertThat(kafka.bootstrapServers()).isEqualTo(before);
            assertThat(received(before, 2)).containsExactly("one", "two");
        }
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            EmbeddedKafka kafka = new EmbeddedKafka(directory, other.getLocalPort(), _ -> {});

            assertThatThrownBy(kafka::start)
                    .isInstanceOf(PortTakenException.class)
                    .hasMessage("Cannot start Kafka: port %d of 127.0.0.1 is taken by another process"
                            .formatted(other.getLocalPort()));
        }

        // The refused start has let go of the directory.
        DirectoryLock.take(directory).close();
    }

    @Test
    void twoBrokersNeverShareADirectory() {
        try (DirectoryLock _ = DirectoryLock.take(directory)) {
            assertThatThrownBy(() -> EmbeddedKafka.startIn(directory))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void aBrokerThatGivesUpDoesNotTakeTheProcessWithIt() {
        List<String> reasons = new CopyOnWriteArrayList<>();
        try (EmbeddedKafka kafka = new EmbeddedKafka(directory, 0, reasons::add)) {
            kafka.start();

            assertThatThrownBy(() -> Exit.halt(1, "log directory failed")).isInstanceOf(ServerFailedException.class);

            assertThat(reasons)
                    .containsExactly("The embedded Kafka broker gave up with status 1: log directory failed");
            assertThat(kafka.failure()).contains(reasons.getFirst());
        }
    }

    private static void send(String servers, String value) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            if (admin.listTopics().names().get().isEmpty()) {
                admin.createTopics(List.of(new NewTopic("topic", 1, (short) 1)))
                        .all()
                        .get();
            }
        }

        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("topic", value)).get();
        }
    }

    private static List<String> received(String servers, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                servers,
                "group.id",
                "test",
                "group.protocol",
                "consumer",
                "auto.offset.reset",
                "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("topic"));
            for (int polls = 0; polls < 60 && values.size() < count; polls++) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> values.add(record.value()));
            }
        }

        return values;
    }
}
