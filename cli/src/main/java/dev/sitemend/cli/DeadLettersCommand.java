package dev.sitemend.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code sitemend dead-letters …}: what was set aside. */
@Command(
        name = "dead-letters",
        description = "Failed refreshes and unreadable records that were set aside.",
        subcommands = {
            DeadLettersCommand.Listing.class,
            DeadLettersCommand.Show.class,
            DeadLettersCommand.Retry.class,
            DeadLettersCommand.Discard.class
        })
final class DeadLettersCommand {
    private static final String DEAD_LETTERS = "/api/v1/dead-letters";

    private static String origin(JsonNode letter) {
        JsonNode origin = letter.path("origin");
        return "%s %s:%s"
                .formatted(Json.text(origin, "topic"), Json.text(origin, "partition"), Json.text(origin, "offset"));
    }

    /** {@code dead-letters list}. */
    @Command(name = "list", description = "All of them, those for a person first.")
    static final class Listing extends ServerCommand {
        @Option(names = "--open", description = "Only those that nobody has dealt with.")
        private boolean openOnly;

        Listing(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            JsonNode answer = api.get(DEAD_LETTERS);
            if (wantsJson()) {
                output.json(answer);
                return ExitCode.DONE;
            }

            List<List<String>> rows = new ArrayList<>();
            for (JsonNode letter : answer.path("deadLetters")) {
                String state = Json.text(letter, "state");
                if (openOnly && !state.equals("open")) {
                    continue;
                }

                String site = Json.text(letter, "site");
                rows.add(List.of(
                        Json.text(letter, "id"),
                        output.state(state),
                        site.isEmpty() ? "-" : Output.outside(site + "@" + Json.text(letter, "branch")),
                        Words.instant(Json.text(letter, "at"))
                                .map(Words::dayAndClock)
                                .orElse(""),
                        origin(letter),
                        Output.outside(Json.text(letter, "message"))));
            }

            if (rows.isEmpty()) {
                output.line("No dead letters. Every event of the last 90 days was built, covered by a newer build, or"
                        + " healed.");
            } else {
                output.table(List.of("id", "state", "channel", "since (UTC)", "origin", "cause"), rows);
            }

            return ExitCode.DONE;
        }
    }

    /** {@code dead-letters show}. */
    @Command(name = "show", description = "One of them, with its payload.")
    static final class Show extends ServerCommand {
        @Parameters(paramLabel = "ID", description = "As the list shows it.")
        private String id = "";

        Show(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            JsonNode letter = api.get(DEAD_LETTERS + "/" + Api.segment(id));
            if (wantsJson()) {
                output.json(letter);
                return ExitCode.DONE;
            }

            output.fact("dead letter", Json.text(letter, "id"));
            output.fact("state", output.state(Json.text(letter, "state")));
            output.fact("site", Output.outside(Json.text(letter, "site")));
            output.fact("branch", Output.outside(Json.text(letter, "branch")));
            output.fact("cause", Output.outside(Json.text(letter, "message")));
            output.fact("class", Json.text(letter, "failure"));
            output.fact("build", Json.has(letter, "build") ? "#" + Json.text(letter, "build") : "");
            output.fact("commit", Json.text(letter, "revision"));
            output.fact("attempts", Json.text(letter, "attempts"));
            output.fact("origin", origin(letter));
            output.fact("since", Json.text(letter, "at"));
            output.fact("request", Json.text(letter, "request"));
            output.fact("by", Output.outside(Json.text(letter, "by")));
            JsonNode payload = letter.path("payload");
            output.fact(
                    "payload",
                    payload.isString() ? payload.asString() : Json.has(letter, "payload") ? payload.toString() : "");
            if (Json.text(letter, "state").equals("open")) {
                output.line("Ask for a clean rebuild: sitemend dead-letters retry " + id);
            }

            return ExitCode.DONE;
        }
    }

    /** {@code dead-letters retry}. */
    @Command(name = "retry", description = "Asks again for what it asked for, as a clean rebuild.")
    static final class Retry extends ServerCommand {
        @Parameters(paramLabel = "ID", description = "As the list shows it.")
        private String id = "";

        Retry(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            JsonNode answer = api.post(DEAD_LETTERS + "/" + Api.segment(id) + "/retry", Json.MAPPER.createObjectNode());
            if (wantsJson()) {
                output.json(answer);
            } else {
                output.line("Dead letter %s is asked for again: %s".formatted(id, Json.text(answer, "request")));
            }

            return ExitCode.DONE;
        }
    }

    /** {@code dead-letters discard}. */
    @Command(name = "discard", description = "Closes it without asking again.")
    static final class Discard extends ServerCommand {
        @Parameters(paramLabel = "ID", description = "As the list shows it.")
        private String id = "";

        Discard(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        ExitCode run(Api api, Output output) {
            JsonNode answer = api.delete(DEAD_LETTERS + "/" + Api.segment(id));
            if (wantsJson()) {
                output.json(answer);
            } else {
                output.line("Dead letter %s is closed. Nothing was asked for in its place.".formatted(id));
            }

            return ExitCode.DONE;
        }
    }
}
