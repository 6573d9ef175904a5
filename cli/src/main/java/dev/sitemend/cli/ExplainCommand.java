package dev.sitemend.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code sitemend explain}: one page of why. */
@Command(name = "explain", description = "Why is what is live live, why is the rest not, and what to do.")
final class ExplainCommand extends ServerCommand {
    @Parameters(paramLabel = "SITE[@BRANCH]", description = "The channel; the production branch when none is named.")
    private String target = "";

    ExplainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    ExitCode run(Api api, Output output) {
        JsonNode answer = api.get(Target.parse(target).channelPath(api) + "/explain");
        if (wantsJson()) {
            output.json(answer);
            return ExitCode.DONE;
        }

        output.line(output.coloured(Colour.BOLD, Output.outside(Json.text(answer, "headline"))));
        output.line("");
        for (JsonNode station : answer.path("stations")) {
            State state = State.of(Json.text(station, "status"));
            String at = Words.instant(Json.text(station, "at"))
                    .map(Words::dayAndClock)
                    .orElse("");
            output.line("%s %-9s %s%s"
                    .formatted(
                            output.coloured(state.colour(), state.glyph()),
                            Json.text(station, "name"),
                            Output.outside(Json.text(station, "fact")),
                            at.isEmpty() ? "" : output.coloured(Colour.GREY, "  " + at)));
            String detail = Output.outside(Json.text(station, "detail"));
            if (!detail.isEmpty()) {
                output.line("            " + output.coloured(Colour.GREY, detail));
            }
        }

        output.line("");
        output.fact("next", Output.outside(Json.text(answer, "next")));
        evidence(answer.path("evidence"), output);
        return ExitCode.DONE;
    }

    private static void evidence(JsonNode evidence, Output output) {
        if (evidence.isEmpty()) {
            return;
        }

        output.line("");
        output.line("How we know:");
        for (JsonNode fact : evidence) {
            output.line("  %s %s %s"
                    .formatted(
                            Output.outside(Json.text(fact, "question")),
                            Output.outside(Json.text(fact, "answer")),
                            output.coloured(Colour.GREY, "(" + Output.outside(Json.text(fact, "source")) + ")")));
        }
    }
}
