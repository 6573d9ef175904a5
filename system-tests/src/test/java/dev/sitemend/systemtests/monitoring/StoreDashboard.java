package dev.sitemend.systemtests.monitoring;

import static dev.sitemend.systemtests.monitoring.Panel.graph;
import static dev.sitemend.systemtests.monitoring.Panel.query;
import static dev.sitemend.systemtests.monitoring.Panel.rate;

import dev.sitemend.systemtests.monitoring.Panel.Unit;
import java.util.List;

/** The object store: what is asked of it, how it answers, what goes in and what is collected. */
final class StoreDashboard {
    private StoreDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "store",
                "Sitemend: store",
                "The object store: what is asked of it, how it answers, what goes in and what is collected.",
                List.of(),
                List.of(
                        Dashboard.Row.of(
                                "Requests",
                                graph(
                                        "Requests, by operation",
                                        "A build costs a dozen, a promotion two, a visitor none.",
                                        Unit.PER_SECOND,
                                        rate("operation", "sitemend_store_requests_total", "{{operation}}")),
                                graph(
                                        "Requests that failed",
                                        "Of all. Missing, lost and unknown are answers, not failures.",
                                        Unit.SHARE,
                                        query(
                                                "sum(rate(sitemend_store_requests_total{result=~"
                                                        + "\"unavailable|refused|failed|corrupt\"}[$__rate_interval]))"
                                                        + " / sum(rate(sitemend_store_requests_total[$__rate_interval]))",
                                                "failed")),
                                graph(
                                        "Answers, by operation and result",
                                        "Unknown: the answer to a conditional write got lost, and was read back.",
                                        Unit.PER_SECOND,
                                        rate(
                                                "operation, result",
                                                "sitemend_store_requests_total",
                                                "{{operation}} {{result}}"))),
                        Dashboard.Row.of(
                                "Bytes",
                                graph(
                                        "Uploaded",
                                        "Costs what changed, not what sites weigh.",
                                        Unit.BYTES_PER_SECOND,
                                        query("sum(rate(sitemend_upload_bytes_total[$__rate_interval]))", "uploaded")),
                                graph(
                                        "Collected objects, by kind",
                                        "Within an hour.",
                                        Unit.COUNT,
                                        query(
                                                "sum by (kind) (increase(sitemend_collected_objects_total[1h]))",
                                                "{{kind}}")),
                                graph(
                                        "Collected bytes",
                                        "Within an hour.",
                                        Unit.BYTES,
                                        query("sum(increase(sitemend_collected_bytes_total[1h]))", "collected")))));
    }
}
