package dev.sitemend.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.event.Topic;
import dev.sitemend.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopicsTest {
    @TempDir
    private Path directory;

    @Test
    void missingTopicsAreCreatedAndExistingOnesOnlyCompared() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startIn(directory);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            NewTopic somebodys = new NewTopic("sitemend.builds", Optional.of(2), Optional.<Short>empty())
                    .configs(Map.of("retention.ms", "1000"));
            admin.createTopics(List.of(somebodys)).all().get();

            TopicPlan plan = new TopicPlan(kafka.bootstrapServers(), 6, 0);
            List<TopicDifference> differences = new Topics(admin, plan).ensure();

            assertThat(differences)
                    .extracting(TopicDifference::toString)
                    .containsExactly(
                            "Topic sitemend.builds has partitions 2, should have 6, and is left as it is. No more services"
                                    + " than partitions share its work. To add some, when `sitemend lag` shows nothing"
                                    + " queued: kafka-topics.sh --bootstrap-server " + kafka.bootstrapServers()
                                    + " --alter --topic sitemend.builds --partitions 6",
                            "Topic sitemend.builds has retention.ms 1000, should have 7776000000, and is left as it is. To"
                                    + " change it: kafka-configs.sh --bootstrap-server " + kafka.bootstrapServers()
                                    + " --alter --entity-type topics --entity-name sitemend.builds --add-config"
                                    + " retention.ms=7776000000");
            Set<String> names = admin.listTopics().names().get();
            assertThat(names)
                    .containsAll(
                            Arrays.stream(Topic.values()).map(Topic::topicName).toList());
            assertThat(setting(admin, "sitemend.sites", "cleanup.policy")).isEqualTo("compact");
            assertThat(setting(admin, "sitemend.build-logs", "retention.ms")).isEqualTo("86400000");
            assertThat(setting(admin, "sitemend.builds", "retention.ms")).isEqualTo("1000");
            assertThat(new Topics(admin, plan).ensure())
                    .as("a second start finds the same")
                    .isEqualTo(differences);
            assertThat(new Topics(admin, plan).compare()).isEqualTo(differences);
            assertThat(new AdminPartitionEnds(admin).endOffset(Topic.BUILD_REQUESTS, 5))
                    .isZero();
        }
    }

    @Test
    void aClusterOfThreeHasReplicasAndOneBrokerToSpare() {
        TopicPlan plan = new TopicPlan("kafka:9092", 6, 3);

        assertThat(plan.creation(Topic.BUILDS).replicationFactor()).isEqualTo((short) 3);
        assertThat(plan.settings(Topic.BUILDS)).containsEntry("min.insync.replicas", "2");
        assertThat(plan.creationCommand(Topic.SITES))
                .isEqualTo(
                        "kafka-topics.sh --bootstrap-server kafka:9092 --create --topic sitemend.sites --partitions 6"
                                + " --replication-factor 3 --config cleanup.policy=compact --config min.insync.replicas=2");
    }

    @Test
    void moreReplicasThanBrokersAreSaidToBeTooMany() {
        try (EmbeddedKafka kafka = EmbeddedKafka.startIn(directory);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThatThrownBy(() -> new Topics(admin, new TopicPlan(kafka.bootstrapServers(), 6, 3)).ensure())
                    .isInstanceOf(EventsUnavailableException.class)
                    .hasMessageContaining("Cannot create the topic sitemend.sites")
                    .hasMessageContaining("sitemend.kafka.replication-factor");
        }
    }

    @Test
    void aBrokerThatIsAwayIsWorthARetry() {
        Map<String, Object> nobody =
                Map.of("bootstrap.servers", "127.0.0.1:1", "default.api.timeout.ms", 500, "request.timeout.ms", 400);
        try (Admin admin = Admin.create(nobody)) {
            assertThatThrownBy(() -> new Topics(admin, new TopicPlan("127.0.0.1:1", 6, 0)).ensure())
                    .isInstanceOf(EventsUnavailableException.class)
                    .hasMessageStartingWith("Cannot list the topics: ");
        }
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .values()
                .iterator()
                .next()
                .get(name)
                .value();
    }
}
