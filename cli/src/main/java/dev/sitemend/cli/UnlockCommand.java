package dev.sitemend.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sitemend unlock}: lets publishing go on. */
@Command(name = "unlock", description = "Publishes the newest build that waits, and all that follow.")
final class UnlockCommand extends PublishingCommand {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; others read it beside your name.")
    private @Nullable String reason;

    UnlockCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    String deed() {
        return "unlock";
    }

    @Override
    void fill(ObjectNode body) {
        putIfGiven(body, "reason", reason);
    }

    @Override
    void tell(JsonNode done, Output output) {
        output.line("%s is not locked any more. What waited is published now: sitemend status %s"
                .formatted(target(), Target.parse(target()).site()));
    }
}
