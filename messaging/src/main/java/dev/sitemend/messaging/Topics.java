package dev.sitemend.messaging;

import static java.util.stream.Collectors.toMap;

import dev.sitemend.contracts.event.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing, and compares the others with what Sitemend expects. Changes none. */
public final class Topics {
    private static final Duration LOG_RETENTION = Duration.ofDays(90);
    private static final Duration BUILD_LOG_RETENTION = Duration.ofHours(24);

    private final Admin admin;
    private final int partitions;

    /** Takes the number of partitions of a new topic. Replicas are the broker's default. */
    public Topics(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    /**
     * Returns once every topic exists.
     *
     * @return one sentence for each setting of an existing topic that is not as expected
     * @throws EventsUnavailableException if the broker did not answer in time
     */
    public List<String> ensure() {
        List<Topic> missing = missing();
        create(missing);
        List<Topic> existing = Arrays.stream(Topic.values())
                .filter(topic -> !missing.contains(topic))
                .toList();
        return existing.isEmpty() ? List.of() : differences(existing);
    }

    private List<Topic> missing() {
        Set<String> names = Answers.await(admin.listTopics().names(), "list the topics");
        return Arrays.stream(Topic.values())
                .filter(topic -> !names.contains(topic.topicName()))
                .toList();
    }

    private void create(List<Topic> missing) {
        List<NewTopic> topics = missing.stream()
                .map(topic -> new NewTopic(topic.topicName(), Optional.of(partitions), Optional.<Short>empty())
                        .configs(settings(topic)))
                .toList();
        Map<String, KafkaFuture<Void>> creations = admin.createTopics(topics).values();
        creations.forEach((name, creation) -> {
            try {
                creation.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw Answers.unavailable("create the topic " + name, e);
                }
                // Another service of Sitemend starts at the same time, and was first.
            } catch (InterruptedException e) {
                throw Answers.interrupted("create the topic " + name, e);
            }
        });
    }

    private List<String> differences(Collection<Topic> topics) {
        Map<String, TopicDescription> descriptions = Answers.await(
                admin.describeTopics(topics.stream().map(Topic::topicName).toList())
                        .allTopicNames(),
                "describe the topics");
        Map<ConfigResource, Config> configurations = Answers.await(
                admin.describeConfigs(topics.stream().map(Topics::resource).toList())
                        .all(),
                "describe the topics' settings");
        Map<String, String> names = topics.stream().collect(toMap(Topic::name, Topic::topicName));

        List<String> differences = new ArrayList<>();
        for (Topic topic : topics) {
            TopicDescription description = descriptions.get(names.get(topic.name()));
            if (description != null && description.partitions().size() != partitions) {
                differences.add(difference(
                        topic,
                        "partitions",
                        Integer.toString(description.partitions().size()),
                        Integer.toString(partitions)));
            }

            Config configuration = configurations.get(resource(topic));
            new TreeMap<>(settings(topic)).forEach((name, expected) -> {
                String found = configuration == null || configuration.get(name) == null
                        ? "unknown"
                        : configuration.get(name).value();
                if (!expected.equals(found)) {
                    differences.add(difference(topic, name, found, expected));
                }
            });
        }
        return differences;
    }

    private static String difference(Topic topic, String setting, String found, String expected) {
        return "Topic " + topic.topicName() + " has " + setting + " " + found + ", Sitemend would create it with "
                + expected + "; it is left as it is";
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
    }

    static Map<String, String> settings(Topic topic) {
        return switch (topic) {
            case SITES -> Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            case BUILD_LOGS -> deletedAfter(BUILD_LOG_RETENTION);
            case BUILD_REQUESTS, DEAD_LETTERS, BUILDS, PUBLISH_COMMANDS, PROMOTIONS -> deletedAfter(LOG_RETENTION);
        };
    }

    private static Map<String, String> deletedAfter(Duration retention) {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(retention.toMillis()));
    }
}
