package dev.sitemend.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code sitemend status}: what is live and what is on its way. */
@Command(
        name = "status",
        description = "What is live, what is on its way, and why: of all sites, or of one by channel.")
final class StatusCommand extends ServerCommand {
    @Parameters(paramLabel = "SITE", arity = "0..1", description = "One site; else all.")
    private @Nullable String site;

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Api api, Output output) {
        JsonNode answer = site == null
                ? api.get("/api/v1/sites")
                : api.get(Target.parse(site).sitePath() + "/channels");
        if (wantsJson()) {
            output.json(answer);
        } else if (site == null) {
            sites(answer, output);
        } else {
            channels(site, answer, output);
        }

        return ExitCode.DONE;
    }

    static void sites(JsonNode answer, Output output) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode site : answer.path("sites")) {
            rows.add(List.of(
                    Json.text(site, "site"),
                    output.state(Json.text(site, "state")),
                    live(site.path("live")),
                    Json.text(site, "url"),
                    Output.outside(Json.text(site, "why"))));
        }

        if (rows.isEmpty()) {
            output.line("No sites yet. Give Sitemend a repository: sitemend site add NAME --repository URL");
            return;
        }

        output.table(List.of("site", "state", "live", "address", "why"), rows);
    }

    private static void channels(String site, JsonNode answer, Output output) {
        List<List<String>> rows = new ArrayList<>();
        List<String> next = new ArrayList<>();
        for (JsonNode channel : answer.path("channels")) {
            rows.add(List.of(
                    Output.outside(Json.text(channel, "branch")),
                    output.state(Json.text(channel, "state")),
                    live(channel.path("live")),
                    Words.revision(Json.text(channel, "head")),
                    lag(channel),
                    Json.text(channel, "queued"),
                    Output.outside(Json.text(channel, "why"))));
            if (Json.has(channel, "next") && !Json.text(channel, "next").isBlank()) {
                next.add(Output.outside(Json.text(channel, "branch") + ": " + Json.text(channel, "next")));
            }
        }

        if (rows.isEmpty()) {
            output.line(
                    "No builds yet. The first push to %s starts one; see: sitemend site show %s".formatted(site, site));
            return;
        }

        output.table(List.of("channel", "state", "live", "head", "behind", "queue", "why"), rows);
        next.forEach(output::line);
    }

    private static String live(JsonNode live) {
        return Json.has(live, "build")
                ? "#%s %s".formatted(Json.text(live, "build"), Words.revision(Json.text(live, "revision")))
                : "nothing";
    }

    private static String lag(JsonNode channel) {
        long seconds = channel.path("lagSeconds").asLong(0);
        if (seconds <= 0) {
            return "-";
        }

        String time = Words.duration(Duration.ofSeconds(seconds));
        return Json.has(channel, "lagCommits")
                ? Words.count(channel.path("lagCommits").asLong(), "commit") + ", " + time
                : time;
    }
}
