package dev.sitemend.systemtests.monitoring;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/metrics.md} promises. */
public final class MetricsPage {
    private static final Pattern ROW =
            Pattern.compile("\\| `(sitemend_\\w+)` \\| (\\w+) \\|([^|]*)\\|[^|]*\\|[^|]*\\|");
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    private MetricsPage() {}

    /** Its metrics, by name. */
    public static Map<String, Scrape.Family> metrics() {
        Map<String, Scrape.Family> metrics = new TreeMap<>();
        for (String line : Repository.text("docs/metrics.md").lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                metrics.put(row.group(1), new Scrape.Family(row.group(1), row.group(2), labels(row.group(3))));
            }
        }
        return metrics;
    }

    private static Set<String> labels(String cell) {
        List<String> words =
                WORD.matcher(cell).results().map(word -> word.group(1)).toList();
        return new TreeSet<>(words);
    }

    /** What other people's scripts call by these names: never to be missing here. */
    public static List<String> promised() {
        return List.of(
                "sitemend_push_to_live_seconds",
                "sitemend_queue_oldest_age_seconds",
                "sitemend_build_duration_seconds",
                "sitemend_heals_total",
                "sitemend_dead_letters_total",
                "sitemend_webhooks_total",
                "sitemend_webhooks_missed_total",
                "sitemend_store_requests_total",
                "sitemend_upload_bytes_total",
                "sitemend_generation",
                "sitemend_drift_total",
                "sitemend_collected_objects_total",
                "sitemend_consumer_lag_records",
                "sitemend_consumer_lag_seconds");
    }
}
