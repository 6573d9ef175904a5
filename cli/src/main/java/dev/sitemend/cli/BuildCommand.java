package dev.sitemend.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sitemend build}: asks for a build. */
@Command(name = "build", description = "Asks for a build of the branch's head.")
final class BuildCommand extends ServerCommand {
    @Parameters(paramLabel = "SITE[@BRANCH]", description = "What to build; the production branch when none is named.")
    private String target = "";

    @Option(names = "--clean", description = "A clean rebuild: empty workspace, no cache.")
    private boolean clean;

    @Option(names = "--wait", description = "Return when it is live, or with 1 when it failed.")
    private boolean waits;

    @Option(names = "--timeout", paramLabel = "MINUTES", description = "How long --wait waits; else 60.")
    private long timeoutMinutes = 60;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Kept in the history.")
    private @Nullable String reason;

    BuildCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Api api, Output output) throws InterruptedException {
        Target wanted = Target.parse(target);
        ObjectNode body = Json.MAPPER.createObjectNode();
        wanted.branch().ifPresent(branch -> body.put("branch", branch));
        body.put("clean", clean);
        if (reason != null) {
            body.put("reason", reason);
        }

        JsonNode answer = api.post(wanted.sitePath() + "/builds", body);
        String request = Json.text(answer, "request");
        if (!waits) {
            asked(request, answer, output);
            return ExitCode.DONE;
        }

        RequestProgress progress =
                new RequestProgress(api, surroundings(), step -> output.progress(sentence(step, output)));
        ExitCode end = progress.await(request, Duration.ofMinutes(timeoutMinutes));
        ended(api, request, end, output);
        return end;
    }

    private void asked(String request, JsonNode answer, Output output) {
        if (wantsJson()) {
            output.json(answer);
        } else {
            output.line("%s of %s is asked for: %s".formatted(clean ? "A clean rebuild" : "A build", target, request));
            output.line("Watch it: sitemend watch " + Target.parse(target).site());
        }
    }

    private static String sentence(JsonNode step, Output output) {
        String message = Output.outside(Json.text(step, "message"));
        return output.state(Json.text(step, "state")) + (message.isEmpty() ? "" : "  " + message);
    }

    private void ended(Api api, String request, ExitCode end, Output output) {
        JsonNode answer = api.get("/api/v1/requests/" + Api.segment(request));
        if (wantsJson()) {
            output.json(answer);
            return;
        }

        String build = Json.has(answer, "build") ? " as build #" + Json.text(answer, "build") : "";
        switch (end) {
            case DONE -> output.line("Live%s: %s".formatted(build, Json.text(answer, "url")));
            case TIMED_OUT ->
                output.line("Not done after %s; it goes on. Look again: sitemend explain %s"
                        .formatted(Words.duration(Duration.ofMinutes(timeoutMinutes)), target));
            case FAILED, WRONG_CALL, NOT_FOUND, REFUSED, UNREACHABLE ->
                output.line("It failed%s. What visitors see has not changed. Why: sitemend explain %s"
                        .formatted(build, target));
        }
    }
}
