package dev.sitemend.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code sitemend lag}: the terminal's dashboard. */
@Command(name = "lag", description = "How far each consumer group is behind, in records and in time.")
final class LagCommand extends ServerCommand {
    @Option(names = "--partitions", description = "Each partition by itself.")
    private boolean partitions;

    LagCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Api api, Output output) {
        JsonNode answer = api.get("/api/v1/lag");
        if (wantsJson()) {
            output.json(answer);
            return ExitCode.DONE;
        }

        List<List<String>> rows = new ArrayList<>();
        for (JsonNode group : answer.path("groups")) {
            rows.add(row(Json.text(group, "topic"), Json.text(group, "group"), group));
            if (partitions) {
                group.path("partitions")
                        .forEach(partition ->
                                rows.add(row("  partition " + Json.text(partition, "partition"), "", partition)));
            }
        }

        if (rows.isEmpty()) {
            output.line("No group has read anything yet. The first push changes that.");
        } else {
            output.table(List.of("topic", "group", "waiting", "oldest"), rows);
        }
        if (Json.has(answer, "trouble")) {
            output.line("Not newer than " + Json.text(answer, "at") + ": " + Json.text(answer, "trouble"));
        }
        return ExitCode.DONE;
    }

    private static List<String> row(String topic, String group, JsonNode lag) {
        long records = lag.path("records").asLong();
        long millis = Math.round(lag.path("seconds").asDouble() * 1000);
        return List.of(
                topic,
                group,
                records == 0 ? "-" : Words.count(records, "record"),
                millis == 0 ? "-" : Words.duration(Duration.ofMillis(millis)));
    }
}
