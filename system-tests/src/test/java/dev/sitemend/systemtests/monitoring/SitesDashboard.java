package dev.sitemend.systemtests.monitoring;

import static dev.sitemend.systemtests.monitoring.Panel.graph;
import static dev.sitemend.systemtests.monitoring.Panel.number;
import static dev.sitemend.systemtests.monitoring.Panel.query;
import static dev.sitemend.systemtests.monitoring.Panel.rate;

import dev.sitemend.systemtests.monitoring.Panel.Unit;
import java.util.List;

/** Each site: is what visitors get what the branch says? */
final class SitesDashboard {
    private SitesDashboard() {}

    static Dashboard dashboard() {
        return new Dashboard(
                "sites",
                "Sitemend: sites",
                "Each site: is what visitors get what the branch says?",
                List.of(new Dashboard.Variable("site", "sitemend_site_state")),
                List.of(behind(), published()));
    }

    private static Dashboard.Row behind() {
        return Dashboard.Row.of(
                "Behind",
                number(
                        "States",
                        "Each site's state now.",
                        Unit.STATE,
                        query("max by (site, state) (sitemend_site_state{site=~\"$site\"})", "{{site}} {{state}}")),
                number(
                        "Furthest behind",
                        "Since when the oldest wish of each site waits: the ten that wait longest.",
                        Unit.SECONDS,
                        query("topk(10, max by (site) (sitemend_behind_seconds{site=~\"$site\"}))", "{{site}}")),
                graph(
                        "Behind in seconds",
                        "Age of the oldest wish that what is live does not answer.",
                        Unit.SECONDS,
                        query("max by (site) (sitemend_behind_seconds{site=~\"$site\"})", "{{site}}")),
                graph(
                        "Behind in commits",
                        "Commits of the production branch that visitors do not see. Not known of a repository elsewhere"
                                + " while something of it is not live.",
                        Unit.COUNT,
                        query("max by (site) (sitemend_behind_commits{site=~\"$site\"})", "{{site}}")));
    }

    private static Dashboard.Row published() {
        return Dashboard.Row.of(
                "Published",
                graph(
                        "Generation",
                        "What the publication log says is live.",
                        Unit.COUNT,
                        query("max by (site) (sitemend_generation{site=~\"$site\"})", "{{site}}")),
                graph(
                        "Published, not yet served",
                        "Generations between the log and what the slowest publisher serves. More than 0 for minutes: look.",
                        Unit.COUNT,
                        query(
                                "max by (site) (sitemend_generation{site=~\"$site\"})"
                                        + " - min by (site) (sitemend_served_generation{site=~\"$site\"})",
                                "{{site}}")),
                graph(
                        "Promotions read back",
                        "Right is right. Wrong: what is served is not what was published.",
                        Unit.PER_SECOND,
                        rate("result", "sitemend_probes_total", "{{result}}")),
                graph(
                        "From log to visitors",
                        "How long a publisher takes to serve a new generation, on average.",
                        Unit.SECONDS,
                        query(
                                "sum(rate(sitemend_serving_follow_seconds_sum[$__rate_interval]))"
                                        + " / sum(rate(sitemend_serving_follow_seconds_count[$__rate_interval]))",
                                "average")));
    }
}
