package dev.sitemend.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code sitemend rollback}: what was live before is live again, at once. */
@Command(
        name = "rollback",
        description = "Makes a build live again that was live before, at once, and locks until “unlock”.")
final class RollbackCommand extends PublishingCommand {
    @Mixin
    private final Reason reason = new Reason();

    @Option(names = "--to", paramLabel = "BUILD", description = "Which build; else the one before what is live.")
    private @Nullable Long build;

    RollbackCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    String deed() {
        return "rollback";
    }

    @Override
    void fill(ObjectNode body) {
        body.put("reason", reason.text());
        if (build != null) {
            body.put("to", build);
        }
    }

    @Override
    void tell(JsonNode done, Output output) {
        output.line("Build #%s of %s is live, commit %s. Publishing is locked; builds go on."
                .formatted(Json.text(done, "build"), target(), Words.revision(Json.text(done, "revision"))));
        output.line("Publish the newest build again: sitemend unlock " + target());
    }
}
