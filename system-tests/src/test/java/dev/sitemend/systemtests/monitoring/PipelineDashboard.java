package dev.sitemend.systemtests.monitoring;

import static dev.sitemend.systemtests.monitoring.Panel.graph;
import static dev.sitemend.systemtests.monitoring.Panel.number;
import static dev.sitemend.systemtests.monitoring.Panel.percentile;
import static dev.sitemend.systemtests.monitoring.Panel.query;
import static dev.sitemend.systemtests.monitoring.Panel.rate;

import dev.sitemend.systemtests.monitoring.Panel.Unit;
import java.util.List;

/** From push to page: what comes in, what waits, what is built, what heals. */
final class PipelineDashboard {
    private PipelineDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "pipeline",
                "Sitemend: pipeline",
                "From push to page: what comes in, what waits, what is built, what heals.",
                List.of(),
                List.of(now(), pushes(), builds(), healing(), lag()));
    }

    private static Dashboard.Row now() {
        return Dashboard.Row.of(
                "Now",
                number(
                        "Push to live, 95 of 100",
                        "Within the last hour. Half of it is usually the generator.",
                        Unit.SECONDS,
                        query(
                                "histogram_quantile(0.95, sum by (le) (increase(sitemend_push_to_live_seconds_bucket[1h])))",
                                "p95")),
                number(
                        "Oldest request",
                        "Age of the oldest build request that is not finished. More than the longest build: look.",
                        Unit.SECONDS,
                        query("max(sitemend_queue_oldest_age_seconds{topic=\"sitemend.build-requests\"})", "age")),
                number(
                        "Builders busy",
                        "Builds under way, of all slots.",
                        Unit.SHARE,
                        query("sum(sitemend_builds_running) / sum(sitemend_builder_slots)", "busy")),
                number(
                        "Sites by state",
                        "Quarantined and behind want a look.",
                        Unit.COUNT,
                        query("max by (state) (sitemend_sites)", "{{state}}")));
    }

    private static Dashboard.Row pushes() {
        return Dashboard.Row.of(
                "Pushes",
                graph(
                        "Builds asked for, by cause",
                        "Pushes, heals, replays and the rest. Many by reconcile: webhooks get lost.",
                        Unit.PER_SECOND,
                        rate("cause", "sitemend_requests_total", "{{cause}}")),
                graph(
                        "Webhooks, by forge and answer",
                        "Unauthenticated: a secret is wrong at one end. Unavailable: Kafka or the store did not take it.",
                        Unit.PER_SECOND,
                        rate("provider, result", "sitemend_webhooks_total", "{{provider}} {{result}}")),
                graph(
                        "Push to live",
                        "From the push to the generation that shows it. Pushes that ended in quarantine are left out.",
                        Unit.SECONDS,
                        percentile("0.5", "sitemend_push_to_live_seconds", "half"),
                        percentile("0.95", "sitemend_push_to_live_seconds", "95 of 100"),
                        percentile("0.99", "sitemend_push_to_live_seconds", "99 of 100")),
                graph(
                        "Webhooks missed",
                        "Changes that reconciliation found and nobody had told of, within an hour.",
                        Unit.COUNT,
                        query("sum(increase(sitemend_webhooks_missed_total[1h]))", "missed")));
    }

    private static Dashboard.Row builds() {
        return Dashboard.Row.of(
                "Builds",
                graph(
                        "Builds, by mode and result",
                        "Refreshes that fail are healed; rebuilds that fail quarantine their channel.",
                        Unit.PER_SECOND,
                        rate("mode, result", "sitemend_build_duration_seconds_count", "{{mode}} {{result}}")),
                graph(
                        "Duration, 95 of 100, by mode",
                        "From claim to report.",
                        Unit.SECONDS,
                        query(
                                "histogram_quantile(0.95, sum by (le, mode) "
                                        + "(rate(sitemend_build_duration_seconds_bucket[$__rate_interval])))",
                                "{{mode}}")),
                graph(
                        "Builders",
                        "When all slots are busy for long while the queue grows: start another builder.",
                        Unit.COUNT,
                        query("sum(sitemend_builds_running)", "running"),
                        query("sum(sitemend_builder_slots)", "slots")),
                graph(
                        "Oldest record of each topic",
                        "That some group has not acknowledged.",
                        Unit.SECONDS,
                        query("max by (topic) (sitemend_queue_oldest_age_seconds)", "{{topic}}")));
    }

    private static Dashboard.Row healing() {
        return Dashboard.Row.of(
                "Healing",
                graph(
                        "Heals, by result",
                        "Clean rebuilds in the place of a dead letter, within an hour. Failed: the content is broken.",
                        Unit.COUNT,
                        query("sum by (result) (increase(sitemend_heals_total[1h]))", "{{result}}")),
                graph(
                        "Dead letters, by class",
                        "Within an hour.",
                        Unit.COUNT,
                        query("sum by (class) (increase(sitemend_dead_letters_total[1h]))", "{{class}}")),
                graph(
                        "What the healer did",
                        "Left: a person must look. Deferred: a site heals more often than its budget allows.",
                        Unit.COUNT,
                        query("sum by (decision) (increase(sitemend_heal_decisions_total[1h]))", "{{decision}}")),
                graph(
                        "Drift",
                        "Audits that found other output than the refreshes had made, within a day.",
                        Unit.COUNT,
                        query("sum(increase(sitemend_drift_total[1d]))", "drift")));
    }

    private static Dashboard.Row lag() {
        return Dashboard.Row.of(
                "Consumer lag",
                graph(
                        "Lag in records",
                        "From Sitemend, or from kafka-exporter, kafka-lag-exporter, kminion or the Kafka client.",
                        Unit.COUNT,
                        query(Lag.records(), "{{group}} {{topic}}")),
                graph(
                        "Lag in seconds",
                        "Age of the oldest record not acknowledged; an estimate where an exporter counts only records.",
                        Unit.SECONDS,
                        query(Lag.seconds(), "{{group}} {{topic}}")));
    }
}
