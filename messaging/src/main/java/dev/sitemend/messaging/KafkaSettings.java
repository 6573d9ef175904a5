package dev.sitemend.messaging;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is, and how topics are created.
 *
 * @param bootstrapServers host:port, comma separated
 * @param partitions of each topic that is created at start; existing topics stay as they are
 */
@ConfigurationProperties("sitemend.kafka")
public record KafkaSettings(
        @DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue("6") int partitions) {
    public KafkaSettings {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException(
                    "sitemend.kafka.bootstrap-servers is empty: expected host:port, such as localhost:9092");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "sitemend.kafka.partitions is " + partitions + ": a topic has at least 1 partition");
        }
    }
}
