package dev.sitemend.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code sitemend builds}: history. */
@Command(name = "builds", description = "A site's builds, newest first.")
final class BuildsCommand extends ServerCommand {
    @Parameters(paramLabel = "SITE[@BRANCH]", description = "The site.")
    private String target = "";

    @Option(names = "--state", paramLabel = "STATE", description = "Only queued, running, succeeded, failed, skipped.")
    private @Nullable String state;

    @Option(names = "--limit", paramLabel = "N", description = "How many; else 20.")
    private int limit = 20;

    @Option(names = "--before", paramLabel = "N", description = "Only builds below this number.")
    private @Nullable Long before;

    BuildsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Api api, Output output) {
        Target wanted = Target.parse(target);
        StringBuilder path = new StringBuilder(wanted.sitePath() + "/builds?limit=" + limit);
        wanted.branch().ifPresent(branch -> path.append("&branch=").append(Api.segment(branch)));
        if (state != null) {
            path.append("&state=").append(Api.segment(state));
        }

        if (before != null) {
            path.append("&before=").append(before);
        }

        JsonNode answer = api.get(path.toString());
        if (wantsJson()) {
            output.json(answer);
        } else {
            table(wanted, answer, output);
        }

        return ExitCode.DONE;
    }

    private static void table(Target wanted, JsonNode answer, Output output) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode build : answer.path("builds")) {
            rows.add(List.of(
                    "#" + Json.text(build, "number"),
                    output.state(Json.text(build, "state")),
                    Output.outside(Json.text(build, "branch")),
                    Words.revision(Json.text(build, "revision")),
                    Json.text(build, "mode").toLowerCase(Locale.ROOT),
                    Json.text(build, "cause").toLowerCase(Locale.ROOT),
                    Words.instant(Json.text(build, "startedAt"))
                            .map(Words::dayAndClock)
                            .orElse(""),
                    duration(build),
                    note(build)));
        }

        if (rows.isEmpty()) {
            output.line("No builds yet. The first push starts one; see: sitemend site show " + wanted.site());
            return;
        }

        output.table(List.of("build", "state", "branch", "commit", "mode", "cause", "started (UTC)", "took", ""), rows);
        if (Json.has(answer, "next")) {
            output.progress(
                    "Older ones: sitemend builds %s --before %s".formatted(wanted.site(), Json.text(answer, "next")));
        }
    }

    private static String duration(JsonNode build) {
        var started = Words.instant(Json.text(build, "startedAt"));
        var finished = Words.instant(Json.text(build, "finishedAt"));
        return started.isPresent() && finished.isPresent()
                ? Words.duration(Duration.between(started.get(), finished.get()))
                : "";
    }

    private static String note(JsonNode build) {
        if (Json.has(build, "failure")) {
            return Output.outside(Json.text(build.path("failure"), "message"));
        }

        if (Json.has(build, "healOf")) {
            return "heals #" + Json.text(build, "healOf");
        }

        if (Json.has(build, "coveredBy")) {
            return "covered by #" + Json.text(build, "coveredBy");
        }

        JsonNode changed = build.path("changed");
        return changed.isObject()
                ? "+%s ~%s -%s"
                        .formatted(
                                Json.text(changed, "added"),
                                Json.text(changed, "modified"),
                                Json.text(changed, "removed"))
                : "";
    }
}
