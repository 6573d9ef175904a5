package dev.sitemend.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sitemend replay}: builds of the past again. */
@Command(
        name = "replay",
        description = "Asks again for builds of the past: of each channel the newest, behind live pushes.")
final class ReplayCommand extends ServerCommand {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Option(names = "--site", paramLabel = "SITE", description = "Only of this site.")
    private @Nullable String site;

    @Option(names = "--branch", paramLabel = "BRANCH", description = "Only of this branch of the site.")
    private @Nullable String branch;

    @Option(
            names = "--since",
            paramLabel = "T",
            description = "Requests since then: how long ago (2h, 7d), or a time such as 2026-11-25T02:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "T", description = "Requests before then; else up to now.")
    private @Nullable String until;

    @Option(
            names = "--from-offset",
            paramLabel = "P:O",
            description = "Requests of partition P from offset O on; no other partition.")
    private @Nullable String from;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            split = ",",
            description = "Only where the newest request became this: failed, quarantined, healed, succeeded, …")
    private List<String> outcomes = new ArrayList<>();

    @Option(names = "--clean", description = "As clean rebuilds.")
    private boolean clean;

    @Option(names = "--dry-run", description = "Shows what it would do, and does nothing.")
    private boolean dryRun;

    @Option(names = "--no-wait", description = "Returns when the builds are asked for.")
    private boolean returnsAtOnce;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Kept in the history.")
    private @Nullable String reason;

    ReplayCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Api api, Output output) throws InterruptedException {
        JsonNode plan = api.post("/api/v1/replays", body());
        if (!wantsJson()) {
            show(plan, output);
        }
        if (dryRun || returnsAtOnce || plan.path("asked").asLong() == 0) {
            if (wantsJson()) {
                output.json(plan);
            }
            return ExitCode.DONE;
        }
        return follow(api, Json.text(plan, "id"), plan.path("asked").asLong(), output);
    }

    private ObjectNode body() {
        ObjectNode body = Json.MAPPER.createObjectNode();
        put(body, "site", site);
        put(body, "branch", branch);
        put(body, "since", since);
        put(body, "until", until);
        put(body, "from", from);
        put(body, "reason", reason);
        body.put("clean", clean);
        body.put("dryRun", dryRun);
        ArrayNode wanted = body.putArray("outcome");
        outcomes.forEach(wanted::add);
        return body;
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private void show(JsonNode plan, Output output) {
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode channel : plan.path("channels")) {
            rows.add(List.of(
                    Output.outside(Json.text(channel, "site") + "@" + Json.text(channel, "branch")),
                    Words.count(channel.path("found").asLong()),
                    Words.instant(Json.text(channel, "at"))
                            .map(Words::dayAndClock)
                            .orElse(""),
                    Words.revision(Json.text(channel, "revision")),
                    Json.has(channel, "request")
                            ? (clean ? "clean rebuild" : "build")
                            : "nothing: " + Output.outside(Json.text(channel, "why"))));
        }
        if (rows.isEmpty()) {
            output.line("Nothing to replay: no requests there.");
            return;
        }

        output.table(List.of("channel", "found", "newest (UTC)", "commit", "will ask for"), rows);
        String builds = Words.count(plan.path("asked").asLong(), clean ? "clean rebuild" : "build");
        output.line(
                dryRun
                        ? builds + " would be asked for. Nothing was done. To do it: the same without --dry-run"
                        : "Asked for " + builds + ", behind live pushes: replay " + Json.text(plan, "id"));
    }

    private ExitCode follow(Api api, String id, long asked, Output output) throws InterruptedException {
        while (true) {
            surroundings().pauses().pause(LOOK);
            JsonNode progress = progress(api, id);
            long known = progress.path("asked").asLong();
            long done = progress.path("done").asLong();
            output.progress("%s of %s done  %s".formatted(done, asked, states(progress)));
            if (known >= asked && done >= asked) {
                return ended(progress, output);
            }
        }
    }

    /** Nothing is known in the first moment. */
    private static JsonNode progress(Api api, String id) {
        try {
            return api.get("/api/v1/replays/" + id);
        } catch (CommandFailedException e) {
            if (e.exitCode() == ExitCode.NOT_FOUND) {
                return Json.MAPPER.createObjectNode();
            }
            throw e;
        }
    }

    private static String states(JsonNode progress) {
        return String.join(
                ", ",
                progress.path("states").properties().stream()
                        .map(state -> state.getValue().asString() + " " + state.getKey())
                        .toList());
    }

    private ExitCode ended(JsonNode progress, Output output) {
        if (wantsJson()) {
            output.json(progress);
        } else {
            output.line("Done: " + states(progress));
        }
        boolean whole = StreamSupport.stream(progress.path("channels").spliterator(), false)
                .noneMatch(channel -> Json.text(channel, "state").matches("failed|quarantined"));
        return whole ? ExitCode.DONE : ExitCode.FAILED;
    }
}
