package dev.sitemend.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class KafkaSettingsTest {
    @Test
    void defaults() {
        assertThat(bound(Map.of())).isEqualTo(new KafkaSettings("localhost:9092", 6, 0));
    }

    @Test
    void everySettingIsMapped() {
        assertThat(bound(Map.of(
                        "sitemend.kafka.bootstrap-servers", "a:1,b:2",
                        "sitemend.kafka.partitions", "12",
                        "sitemend.kafka.replication-factor", "3")))
                .isEqualTo(new KafkaSettings("a:1,b:2", 12, 3));
    }

    @Test
    void wrongSettingsSayWhatWouldBeRight() {
        assertThatThrownBy(() -> new KafkaSettings(" ", 6, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sitemend.kafka.bootstrap-servers is empty: expected host:port, such as localhost:9092, and"
                        + " commas between several");
        assertThatThrownBy(() -> new KafkaSettings("kafka", 6, 0))
                .hasMessageContaining("is 'kafka': expected host:port");
        assertThatThrownBy(() -> new KafkaSettings("http://kafka:9092", 6, 0))
                .hasMessageContaining("expected host:port");
        assertThatThrownBy(() -> new KafkaSettings("kafka:9092", 6, -1))
                .hasMessageContaining("sitemend.kafka.replication-factor is -1");
        assertThat(new KafkaSettings("[::1]:9092, kafka-2:9093", 6, 0).partitions())
                .isEqualTo(6);
        assertThatThrownBy(() -> new KafkaSettings("localhost:9092", 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sitemend.kafka.partitions is 0: a topic has at least 1 partition");
    }

    private static KafkaSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sitemend.kafka", KafkaSettings.class);
    }
}
