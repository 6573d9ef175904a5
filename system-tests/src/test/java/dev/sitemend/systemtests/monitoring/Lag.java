package dev.sitemend.systemtests.monitoring;

/**
 * How far consumer groups are behind, whoever tells it: Sitemend itself; else kafka-exporter, kafka-lag-exporter or
 * kminion; else the Kafka client's own metrics under Micrometer's names. All of them by topic and group. Where two tell
 * the same, the first counts.
 */
final class Lag {
    private static final String OURS = "=~\"sitemend\\\\..*\"";
    private static final String TOPIC = "{topic" + OURS + "}";
    private static final String TOPIC_NAME = "{topic_name" + OURS + "}";

    private Lag() {}

    /** In records. */
    static String records() {
        return String.join(
                "\nor ",
                "sum by (topic, group) (sitemend_consumer_lag_records)",
                kafkaExporter("kafka_consumergroup_lag" + TOPIC),
                "sum by (topic, group) (kafka_consumergroup_group_lag" + TOPIC + ")",
                kminion("kminion_kafka_consumer_group_topic_lag" + TOPIC_NAME),
                micrometer("kafka_consumer_fetch_manager_records_lag" + TOPIC));
    }

    /**
     * As the age of the oldest record that is not acknowledged. The exporters that count only records are good for an
     * estimate: how long the group takes for them at its speed of now.
     */
    static String seconds() {
        return String.join(
                "\nor ",
                "max by (topic, group) (sitemend_consumer_lag_seconds)",
                "max by (topic, group) (kafka_consumergroup_group_lag_seconds" + TOPIC + ")",
                estimate(
                        kafkaExporter("kafka_consumergroup_lag" + TOPIC),
                        kafkaExporter("rate(kafka_consumergroup_current_offset" + TOPIC + "[$__rate_interval])")),
                estimate(
                        kminion("kminion_kafka_consumer_group_topic_lag" + TOPIC_NAME),
                        kminion("rate(kminion_kafka_consumer_group_topic_offset_sum" + TOPIC_NAME
                                + "[$__rate_interval])")));
    }

    private static String kafkaExporter(String metric) {
        return summed(relabelled(metric, "group", "consumergroup", "(.*)"));
    }

    private static String kminion(String metric) {
        return summed(relabelled(relabelled(metric, "group", "group_id", "(.*)"), "topic", "topic_name", "(.*)"));
    }

    /** A client's id is {@code consumer-<group>-<number>} unless somebody names it. */
    private static String micrometer(String metric) {
        return summed(relabelled(metric, "group", "client_id", "(?:consumer-)?(.*?)(?:-[0-9]+)?"));
    }

    private static String summed(String metric) {
        return "sum by (topic, group) (" + metric + ")";
    }

    private static String relabelled(String metric, String label, String from, String pattern) {
        return "label_replace(%s, \"%s\", \"$1\", \"%s\", \"%s\")".formatted(metric, label, from, pattern);
    }

    /** A group that does not move at all is taken for one that does a record in a quarter of an hour. */
    private static String estimate(String lag, String speed) {
        return lag + " / clamp_min(" + speed + ", 1 / 900)";
    }
}
