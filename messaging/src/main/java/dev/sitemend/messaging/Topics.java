package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Topic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing, and compares the others with what Sitemend expects. Changes none. */
public final class Topics {
    private final Admin admin;
    private final TopicPlan plan;

    Topics(Admin admin, TopicPlan plan) {
        this.admin = admin;
        this.plan = plan;
    }

    /** Takes the settings that topics are made by. */
    public Topics(Admin admin, KafkaSettings settings) {
        this(admin, new TopicPlan(settings.bootstrapServers(), settings.partitions(), settings.replicationFactor()));
    }

    /**
     * Returns once every topic exists.
     *
     * @return whatever of an existing topic is not as expected
     * @throws EventsUnavailableException if the broker did not answer in time
     * @throws EventsRefusedException if it does not let us
     */
    public List<TopicDifference> ensure() {
        List<Topic> missing = missing();
        create(missing);
        return differences(Arrays.stream(Topic.values())
                .filter(topic -> !missing.contains(topic))
                .toList());
    }

    /** The same without creating anything: topics that are not there are left out. */
    public List<TopicDifference> compare() {
        List<Topic> missing = missing();
        return differences(Arrays.stream(Topic.values())
                .filter(topic -> !missing.contains(topic))
                .toList());
    }

    private List<Topic> missing() {
        Set<String> names = Answers.await(admin.listTopics().names(), "list the topics");
        return Arrays.stream(Topic.values())
                .filter(topic -> !names.contains(topic.topicName()))
                .toList();
    }

    private void create(List<Topic> missing) {
        Map<String, KafkaFuture<Void>> creations = admin.createTopics(
                        missing.stream().map(plan::creation).toList())
                .values();
        missing.forEach(topic ->
                await(Objects.requireNonNull(creations.get(topic.topicName()), "each wish has its answer"), topic));
    }

    private void await(KafkaFuture<Void> creation, Topic topic) {
        String purpose = "create the topic " + topic.topicName();
        try {
            creation.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException refused) {
                throw new EventsRefusedException(
                        "Cannot " + purpose + ": " + refused.getMessage()
                                + ". Allow it, or let somebody create it who may: " + plan.creationCommand(topic),
                        refused);
            }
            if (e.getCause() instanceof InvalidReplicationFactorException few) {
                // Perhaps the other brokers are still starting.
                throw new EventsUnavailableException(
                        "Cannot " + purpose + ": " + few.getMessage()
                                + ". Start the other brokers, or set sitemend.kafka.replication-factor to what there is",
                        few);
            }
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw Answers.failure(purpose, e);
            }
            // Another service of Sitemend starts at the same time, and was first.
        } catch (InterruptedException e) {
            throw Answers.interrupted(purpose, e);
        }
    }

    private List<TopicDifference> differences(List<Topic> topics) {
        if (topics.isEmpty()) {
            return List.of();
        }

        Map<String, TopicDescription> descriptions = Answers.await(
                admin.describeTopics(topics.stream().map(Topic::topicName).toList())
                        .allTopicNames(),
                "describe the topics");
        Map<ConfigResource, Config> configurations = Answers.await(
                admin.describeConfigs(topics.stream().map(Topics::resource).toList())
                        .all(),
                "describe the topics' settings");

        List<TopicDifference> differences = new ArrayList<>();
        for (Topic topic : topics) {
            TopicDescription description = descriptions.get(topic.topicName());
            if (description != null) {
                compareShape(topic, description, differences);
            }

            Config configuration = configurations.get(resource(topic));
            plan.settings(topic).forEach((name, expected) -> {
                String found = configuration == null || configuration.get(name) == null
                        ? "unknown"
                        : configuration.get(name).value();
                if (!expected.equals(found)) {
                    differences.add(new TopicDifference(
                            topic,
                            name,
                            found,
                            expected,
                            "To change it: " + plan.settingCommand(topic, name, expected)));
                }
            });
        }
        return differences;
    }

    private void compareShape(Topic topic, TopicDescription description, List<TopicDifference> differences) {
        int partitions = description.partitions().size();
        if (partitions != plan.partitions()) {
            differences.add(new TopicDifference(
                    topic,
                    "partitions",
                    Integer.toString(partitions),
                    Integer.toString(plan.partitions()),
                    partitions < plan.partitions()
                            ? "No more services than partitions share its work. To add some, when `sitemend lag` shows"
                                    + " nothing queued: " + plan.partitionsCommand(topic)
                            : "Partitions can not be taken away; to expect as many, set sitemend.kafka.partitions="
                                    + partitions));
        }

        int replicas = description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        if (plan.replicas() != 0 && replicas != plan.replicas()) {
            differences.add(new TopicDifference(
                    topic,
                    "replication factor",
                    Integer.toString(replicas),
                    Integer.toString(plan.replicas()),
                    "It is changed by kafka-reassign-partitions.sh, see docs/configuration.md; to expect it, set"
                            + " sitemend.kafka.replication-factor=" + replicas));
        }
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }
}
