package dev.sitemend.systemtests.monitoring;

import java.util.List;

/**
 * One picture.
 *
 * @param description what it says, and from when on somebody should look closer
 */
public record Panel(String title, String description, Kind kind, Unit unit, List<Query> queries) {
    public Panel {
        queries = List.copyOf(queries);
    }

    /** How numbers become a picture, in Grafana's words. */
    enum Kind {
        GRAPH("timeseries"),
        NUMBER("stat");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        String type() {
            return type;
        }
    }

    /** What is counted, in Grafana's words. */
    enum Unit {
        COUNT("short"),
        SECONDS("s"),
        BYTES("bytes"),
        BYTES_PER_SECOND("Bps"),
        PER_SECOND("cps"),
        SHARE("percentunit"),
        STATE("none");

        private final String word;

        Unit(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * What is asked.
     *
     * @param promql with Grafana's variables
     * @param legend of each series
     */
    public record Query(String promql, String legend) {}

    static Panel graph(String title, String description, Unit unit, Query... queries) {
        return new Panel(title, description, Kind.GRAPH, unit, List.of(queries));
    }

    static Panel number(String title, String description, Unit unit, Query... queries) {
        return new Panel(title, description, Kind.NUMBER, unit, List.of(queries));
    }

    static Query query(String promql, String legend) {
        return new Query(promql, legend);
    }

    /** A counter's increase per second, summed by labels. */
    static Query rate(String labels, String counter, String legend) {
        return query("sum by (%s) (rate(%s[$__rate_interval]))".formatted(labels, counter), legend);
    }

    /** A percentile of a histogram. */
    static Query percentile(String quantile, String histogram, String legend) {
        return query(
                "histogram_quantile(%s, sum by (le) (rate(%s_bucket[$__rate_interval])))"
                        .formatted(quantile, histogram),
                legend);
    }
}
