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
        assertThat(bound(Map.of())).isEqualTo(new KafkaSettings("localhost:9092", 6));
    }

    @Test
    void everySettingIsMapped() {
        assertThat(bound(Map.of(
                        "sitemend.kafka.bootstrap-servers", "a:1,b:2",
                        "sitemend.kafka.partitions", "12")))
                .isEqualTo(new KafkaSettings("a:1,b:2", 12));
    }

    @Test
    void wrongSettingsSayWhatWouldBeRight() {
        assertThatThrownBy(() -> new KafkaSettings(" ", 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sitemend.kafka.bootstrap-servers is empty: expected host:port, such as localhost:9092");
        assertThatThrownBy(() -> new KafkaSettings("localhost:9092", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sitemend.kafka.partitions is 0: a topic has at least 1 partition");
    }

    private static KafkaSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("sitemend.kafka", KafkaSettings.class);
    }
}
