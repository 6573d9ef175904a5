package dev.sitemend.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.id.Revision;
import dev.sitemend.systemtests.monitoring.Dashboard;
import dev.sitemend.systemtests.monitoring.MetricsPage;
import dev.sitemend.systemtests.monitoring.Panel;
import dev.sitemend.systemtests.monitoring.Prometheus;
import dev.sitemend.systemtests.monitoring.Scrape;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What Prometheus and Grafana get to see of a push, and of a refresh that is healed. */
@ExtendWith(SharedSitemend.class)
final class MonitoringTest {
    /** Grafana takes four scrapes at least; one of these is a second. */
    private static final String RATE_INTERVAL = "10s";

    @TempDir
    private Path directory;

    @Test
    void everyMetricIsToldAsItIsDocumented(Sitemend sitemend) {
        tellAStory(sitemend, "measured");
        await("what is measured in the background is there")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(told(sitemend)).isEqualTo(MetricsPage.metrics()));

        assertThat(MetricsPage.metrics()).containsKeys(MetricsPage.promised().toArray(String[]::new));
    }

    @Test
    void noPanelIsEmpty(Sitemend sitemend) {
        try (Prometheus prometheus = Prometheus.scraping(directory, List.of(metrics(sitemend)))) {
            await("the first scrape").until(() -> !prometheus.ask("up == 1").isEmpty());
            tellAStory(sitemend, "watched");
            await("push to live is measured")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !prometheus
                            .ask("increase(sitemend_push_to_live_seconds_count[1m]) > 0")
                            .isEmpty());

            await("each query has an answer")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(emptyPanels(prometheus))
                            .as(() -> "without numbers; scrapes that failed: " + prometheus.troubles())
                            .isEmpty());
        }
    }

    /** A first build, and a refresh that fails and is healed. */
    private void tellAStory(Sitemend sitemend, String site) {
        Author ada = sitemend.newSite(site, directory);
        CommandSite.write(ada, "test ! -e pages/trap.html || exit 3", "");
        sitemend.aftermath(site).isLive(push(ada, "Start"));
        ada.write("pages/trap.html", "<p>trap");
        sitemend.aftermath(site).isLive(push(ada, "Add a trap"));
    }

    private static Revision push(Author author, String message) {
        Revision revision = author.commit(message);
        Author.Push push = author.push();
        assertThat(push.status()).describedAs(push.said()).isZero();
        return revision;
    }

    private static URI metrics(Sitemend sitemend) {
        return URI.create(sitemend.addresses().management() + "/actuator/prometheus");
    }

    /** Our own, but for the longest time of each timer, which Micrometer tells besides. */
    private static Map<String, Scrape.Family> told(Sitemend sitemend) {
        Map<String, Scrape.Family> told =
                new TreeMap<>(Scrape.of(metrics(sitemend)).families());
        told.keySet().removeIf(name -> !name.startsWith("sitemend_") || name.endsWith("_seconds_max"));
        return told;
    }

    private static List<String> emptyPanels(Prometheus prometheus) {
        List<String> empty = new ArrayList<>();
        for (Dashboard dashboard : Dashboard.all()) {
            for (Panel panel : dashboard.panels()) {
                for (Panel.Query query : panel.queries()) {
                    if (!hasNumbers(prometheus.askSinceStart(filled(query.promql())))) {
                        empty.add(dashboard.title() + " / " + panel.title() + ": " + query.promql());
                    }
                }
            }
        }
        return empty;
    }

    private static String filled(String promql) {
        return promql.replace("$__rate_interval", RATE_INTERVAL)
                .replace("$site", ".*")
                .replace("$instance", ".*");
    }

    private static boolean hasNumbers(List<JsonNode> series) {
        return series.stream()
                .flatMap(one -> StreamSupport.stream(one.path("values").spliterator(), false))
                .map(point -> point.path(1).asString("NaN"))
                .anyMatch(value -> !value.equals("NaN") && !value.endsWith("Inf"));
    }
}
