package dev.sitemend.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sitemend lock}: holds publishing. */
@Command(name = "lock", description = "Keeps what is live as it is; builds go on and wait.")
final class LockCommand extends PublishingCommand {
    @Mixin
    private final Reason reason = new Reason();

    @Option(
            names = "--until",
            paramLabel = "END",
            description = "When it ends by itself: 12h, 3d, or a time such as 2027-01-31T18:00:00Z.")
    private @Nullable String until;

    LockCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    String deed() {
        return "lock";
    }

    @Override
    void fill(ObjectNode body) {
        body.put("reason", reason.text());
        putIfGiven(body, "until", until);
    }

    @Override
    void tell(JsonNode done, Output output) {
        String end = Words.instant(Json.text(done, "until"))
                .map(instant -> " until " + Words.dayAndClock(instant) + " UTC")
                .orElse("");
        output.line(
                "%s is locked%s. Visitors go on seeing what is live; builds go on and wait.".formatted(target(), end));
        output.line("Let it go on: sitemend unlock " + target());
    }
}
