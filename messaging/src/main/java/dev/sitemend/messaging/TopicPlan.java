package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How Sitemend would have its topics.
 *
 * @param bootstrapServers of the cluster, for the commands that people are told
 * @param partitions of each topic
 * @param replicas of each partition; 0 leaves that to the cluster
 */
record TopicPlan(String bootstrapServers, int partitions, int replicas) {
    private static final Duration LOG_RETENTION = Duration.ofDays(90);
    private static final Duration BUILD_LOG_RETENTION = Duration.ofHours(24);

    // As many brokers as that may be away without a write being refused: one, which is what an upgrade takes.
    private static final int REPLICAS_TO_SPARE = 1;
    private static final int REPLICAS_OF_A_CLUSTER = 3;

    NewTopic creation(Topic topic) {
        Optional<Short> replication = replicas == 0 ? Optional.empty() : Optional.of((short) replicas);
        return new NewTopic(topic.topicName(), Optional.of(partitions), replication).configs(settings(topic));
    }

    /** Settings of a topic, by their names. */
    Map<String, String> settings(Topic topic) {
        Map<String, String> settings = new TreeMap<>(
                switch (topic) {
                    case SITES -> Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                    case BUILD_LOGS -> deletedAfter(BUILD_LOG_RETENTION);
                    case BUILD_REQUESTS, DEAD_LETTERS, BUILDS, PUBLISH_COMMANDS, PROMOTIONS ->
                        deletedAfter(LOG_RETENTION);
                });
        if (replicas >= REPLICAS_OF_A_CLUSTER) {
            // An acknowledged event is then on two disks at least.
            settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(replicas - REPLICAS_TO_SPARE));
        }
        return settings;
    }

    private static Map<String, String> deletedAfter(Duration retention) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()));
    }

    /** The command that makes the topic, for somebody who may. */
    String creationCommand(Topic topic) {
        String configs = settings(topic).entrySet().stream()
                .map(setting -> " --config " + setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining());
        return "kafka-topics.sh --bootstrap-server " + bootstrapServers + " --create --topic " + topic.topicName()
                + " --partitions " + partitions + (replicas == 0 ? "" : " --replication-factor " + replicas) + configs;
    }

    /** The command that sets a setting as it should be. */
    String settingCommand(Topic topic, String name, String value) {
        return "kafka-configs.sh --bootstrap-server " + bootstrapServers
                + " --alter --entity-type topics --entity-name " + topic.topicName() + " --add-config " + name + "="
                + value;
    }

    /** The command that adds partitions. */
    String partitionsCommand(Topic topic) {
        return "kafka-topics.sh --bootstrap-server " + bootstrapServers + " --alter --topic " + topic.topicName()
                + " --partitions " + partitions;
    }
}
