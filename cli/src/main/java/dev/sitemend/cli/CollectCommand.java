package dev.sitemend.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sitemend collect}: garbage. */
@Command(
        name = "collect",
        description = "Shows what nobody needs any more, and why the rest stays; deletes it with --apply.")
final class CollectCommand extends ServerCommand {
    @Option(names = "--apply", description = "Delete it. Without, nothing is changed.")
    private boolean apply;

    @Option(names = "--site", paramLabel = "SITE", description = "Only of this site.")
    private @Nullable String site;

    CollectCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Api api, Output output) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("dryRun", !apply);
        if (site != null) {
            body.put("site", site);
        }

        JsonNode answer = api.post("/api/v1/collections", body);
        if (wantsJson()) {
            output.json(answer);
        } else {
            answer.path("sites").forEach(each -> show(each, output));
            if (!apply) {
                output.line("Nothing was deleted. To delete it: sitemend collect --apply");
            }
        }
        return ExitCode.DONE;
    }

    private void show(JsonNode found, Output output) {
        if (Json.has(found, "problem")) {
            output.line("%s: nothing can go: %s"
                    .formatted(Json.text(found, "site"), Output.outside(Json.text(found, "problem"))));
            return;
        }

        String objects = Json.text(found, "objects");
        output.line(
                apply
                        ? "%s: %s of %s objects deleted, %s bytes in all"
                                .formatted(
                                        Json.text(found, "site"),
                                        Json.text(found, "deleted"),
                                        objects,
                                        Json.text(found, "bytes"))
                        : "%s: %s objects would go, %s bytes"
                                .formatted(Json.text(found, "site"), objects, Json.text(found, "bytes")));
        for (JsonNode channel : found.path("channels")) {
            for (JsonNode build : channel.path("stays")) {
                output.line("  %s #%s stays: %s"
                        .formatted(
                                Output.outside(Json.text(channel, "branch")),
                                Json.text(build, "build"),
                                Json.text(build, "why")));
            }
            if (!channel.path("goes").isEmpty()) {
                output.line("  %s builds that go: %s"
                        .formatted(Output.outside(Json.text(channel, "branch")), channel.path("goes")));
            }
        }
        found.path("goes").forEach(tally -> output.line("  goes: " + counted(tally)));
        found.path("stays")
                .forEach(tally ->
                        output.line("  stays: %s, because %s".formatted(counted(tally), Json.text(tally, "why"))));
    }

    private static String counted(JsonNode tally) {
        return "%s %s, %s bytes"
                .formatted(Json.text(tally, "objects"), Json.text(tally, "kind"), Json.text(tally, "bytes"));
    }
}
