package dev.sitemend.trigger.messaging;

import dev.sitemend.contracts.event.Topic;
import java.util.List;

/** The topics that the read model is made from. */
final class StatusTopics {
    static final List<String> NAMES =
            List.of(Topic.SITES, Topic.BUILD_REQUESTS, Topic.DEAD_LETTERS, Topic.BUILDS, Topic.PROMOTIONS).stream()
                    .map(Topic::topicName)
                    .toList();

    private StatusTopics() {}
}
