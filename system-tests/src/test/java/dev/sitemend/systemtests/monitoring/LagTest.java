package dev.sitemend.systemtests.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The panels of lag, for installations whose Kafka is watched by another exporter. The series are written as those tell
 * them: names and labels of kafka-exporter 1.9, kafka-lag-exporter 0.8, kminion 2.2 and Micrometer 1.16.
 */
final class LagTest {
    @TempDir
    private Path directory;

    /** Each tells of 12 records in two partitions, of which the group does one a second. */
    enum Exporter {
        SITEMEND("12", """
                      - { series: 'sitemend_consumer_lag_records{topic="sitemend.builds", group="sitemend-publisher", partition="0"}', values: '5x10' }
                      - { series: 'sitemend_consumer_lag_records{topic="sitemend.builds", group="sitemend-publisher", partition="1"}', values: '7x10' }
                      - { series: 'sitemend_consumer_lag_seconds{topic="sitemend.builds", group="sitemend-publisher"}', values: '12x10' }
                """),
        KAFKA_EXPORTER("12", """
                      - { series: 'kafka_consumergroup_lag{topic="sitemend.builds", consumergroup="sitemend-publisher", partition="0"}', values: '5x10' }
                      - { series: 'kafka_consumergroup_lag{topic="sitemend.builds", consumergroup="sitemend-publisher", partition="1"}', values: '7x10' }
                      - { series: 'kafka_consumergroup_current_offset{topic="sitemend.builds", consumergroup="sitemend-publisher", partition="0"}', values: '0+30x10' }
                      - { series: 'kafka_consumergroup_current_offset{topic="sitemend.builds", consumergroup="sitemend-publisher", partition="1"}', values: '0+30x10' }
                      - { series: 'kafka_consumergroup_lag{topic="orders", consumergroup="billing", partition="0"}', values: '9x10' }
                """),
        KAFKA_LAG_EXPORTER("12", """
                      - { series: 'kafka_consumergroup_group_lag{cluster_name="a", topic="sitemend.builds", group="sitemend-publisher", partition="0", client_id="c"}', values: '5x10' }
                      - { series: 'kafka_consumergroup_group_lag{cluster_name="a", topic="sitemend.builds", group="sitemend-publisher", partition="1", client_id="c"}', values: '7x10' }
                      - { series: 'kafka_consumergroup_group_lag_seconds{cluster_name="a", topic="sitemend.builds", group="sitemend-publisher", partition="1", client_id="c"}', values: '12x10' }
                """),
        KMINION("12", """
                      - { series: 'kminion_kafka_consumer_group_topic_lag{topic_name="sitemend.builds", group_id="sitemend-publisher"}', values: '12x10' }
                      - { series: 'kminion_kafka_consumer_group_topic_offset_sum{topic_name="sitemend.builds", group_id="sitemend-publisher"}', values: '0+60x10' }
                """),
        MICROMETER("", """
                      - { series: 'kafka_consumer_fetch_manager_records_lag{topic="sitemend.builds", client_id="consumer-sitemend-publisher-3", partition="0", kafka_version="4.1.2"}', values: '5x10' }
                      - { series: 'kafka_consumer_fetch_manager_records_lag{topic="sitemend.builds", client_id="consumer-sitemend-publisher-4", partition="1", kafka_version="4.1.2"}', values: '7x10' }
                      - { series: 'kafka_consumer_fetch_manager_records_lag{topic="sitemend_builds", client_id="consumer-sitemend-publisher-4", partition="1", kafka_version="4.1.2"}', values: '7x10' }
                """);

        private final String seconds;
        private final String series;

        /** @param seconds how far behind in seconds; empty for who can not tell */
        Exporter(String seconds, String series) {
            this.seconds = seconds;
            this.series = series;
        }
    }

    @ParameterizedTest
    @EnumSource
    void lagIsShownWhoeverTellsIt(Exporter exporter) throws IOException {
        Files.writeString(
                directory.resolve("lag_test.yml"),
                "tests:\n  - interval: 1m\n    input_series:\n" + exporter.series + "    promql_expr_test:\n"
                        + expected(Lag.records(), "12") + expected(Lag.seconds(), exporter.seconds));

        Tool.Result result = Tool.PROMTOOL.run(directory, "test", "rules", "lag_test.yml");
        assertThat(result.status()).as(result.said()).isZero();
    }

    private static String expected(String promql, String value) {
        String test = "      - eval_time: 10m\n        expr: |\n"
                + promql.replace("$__rate_interval", "5m").indent(10);
        return value.isEmpty()
                ? test + "        exp_samples: []\n"
                : test + "        exp_samples:\n"
                        + "          - labels: '{topic=\"sitemend.builds\", group=\"sitemend-publisher\"}'\n"
                        + "            value: " + value + "\n";
    }
}
