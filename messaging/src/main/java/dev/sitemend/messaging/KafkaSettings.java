package dev.sitemend.messaging;

import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is, and how topics are created.
 *
 * @param bootstrapServers brokers to begin with: host:port, comma separated
 * @param partitions of each topic that is created at start; existing topics stay as they are
 * @param replicationFactor of each topic that is created at start; 0 leaves it to the cluster. From 3 on,
 *     min.insync.replicas is one less
 */
@ConfigurationProperties("sitemend.kafka")
public record KafkaSettings(
        @DefaultValue("localhost:9092") String bootstrapServers,
        @DefaultValue("6") int partitions,
        @DefaultValue("0") int replicationFactor) {
    // An IPv6 address stands in brackets.
    private static final Pattern SERVERS = Pattern.compile(
            "\\s*(\\[[0-9a-fA-F:]+]|[^\\s,:/]+):\\d{1,5}\\s*(,\\s*(\\[[0-9a-fA-F:]+]|[^\\s,:/]+):\\d{1,5}\\s*)*");

    private static final int DEFAULT_PARTITIONS = 6;

    /** Those that a service has which is told no more than where Kafka is. */
    public static KafkaSettings at(String bootstrapServers) {
        return new KafkaSettings(bootstrapServers, DEFAULT_PARTITIONS, 0);
    }

    public KafkaSettings {
        if (!SERVERS.matcher(bootstrapServers).matches()) {
            throw new IllegalArgumentException("sitemend.kafka.bootstrap-servers is "
                    + (bootstrapServers.isBlank() ? "empty" : "'" + bootstrapServers + "'")
                    + ": expected host:port, such as localhost:9092, and commas between several");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "sitemend.kafka.partitions is " + partitions + ": a topic has at least 1 partition");
        }
        if (replicationFactor < 0 || replicationFactor > Short.MAX_VALUE) {
            throw new IllegalArgumentException("sitemend.kafka.replication-factor is " + replicationFactor
                    + ": expected the number of brokers that keep each event, or 0 for the cluster's default");
        }
    }
}
