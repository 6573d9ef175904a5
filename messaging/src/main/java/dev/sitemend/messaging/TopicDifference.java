package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Topic;

/**
 * Something of a topic that is not as Sitemend would have made it. It is only told: whoever made it so may have had a
 * reason.
 *
 * @param setting its name
 * @param is what was found
 * @param should what Sitemend would have set
 * @param mend what to do about it: a command, or why there is none
 */
public record TopicDifference(Topic topic, String setting, String is, String should, String mend) {
    /** Topic, setting, what it is and what it should be. */
    public String fact() {
        return "Topic " + topic.topicName() + " has " + setting + " " + is + ", should have " + should;
    }

    /** For people: topic, setting, what it is, what it should be, and what to do. */
    @Override
    public String toString() {
        return fact() + ", and is left as it is. " + mend;
    }
}
