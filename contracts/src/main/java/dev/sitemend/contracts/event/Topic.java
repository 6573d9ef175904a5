package dev.sitemend.contracts.event;

/** Every topic, by name. */
public enum Topic {
    SITES("sitemend.sites"),
    BUILD_REQUESTS("sitemend.build-requests"),
    DEAD_LETTERS("sitemend.build-requests.dlt"),
    BUILDS("sitemend.builds"),
    BUILD_LOGS("sitemend.build-logs"),
    PUBLISH_COMMANDS("sitemend.publish-commands"),
    PROMOTIONS("sitemend.promotions");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    /** The name that the broker knows. */
    public String topicName() {
        return topicName;
    }
}
