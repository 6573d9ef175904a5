package dev.sitemend.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A command that changes what is published by hand. If somebody else did so in between, nothing is done. */
abstract class PublishingCommand extends ServerCommand {
    @Parameters(paramLabel = "SITE[@BRANCH]", description = "Which; the production branch when none is named.")
    private String target = "";

    PublishingCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /** What the server is asked for, below the site. */
    abstract String deed();

    /** Adds what this command has to say. */
    abstract void fill(ObjectNode body);

    /** Tells what was done, and how it is undone. */
    abstract void tell(JsonNode done, Output output);

    final String target() {
        return target;
    }

    @Override
    final ExitCode run(Api api, Output output) {
        Target wanted = Target.parse(target);
        ObjectNode body = Json.MAPPER.createObjectNode();
        wanted.branch().ifPresent(branch -> body.put("branch", branch));
        body.put("seen", newest(api, wanted));
        fill(body);

        JsonNode answer = api.post(wanted.sitePath() + "/" + deed(), body);
        if (wantsJson()) {
            output.json(answer);
        } else if (Json.has(answer, "generation")) {
            tell(answer, output);
        } else {
            output.line("The command is safe, but no publisher has answered yet; it is carried out when one is there."
                    + " Look again: sitemend explain " + target);
        }
        return ExitCode.DONE;
    }

    private static long newest(Api api, Target wanted) {
        long newest = 0;
        for (JsonNode entry : api.get(wanted.channelPath(api) + "/generations").path("generations")) {
            newest = Math.max(newest, entry.path("generation").asLong());
        }
        return newest;
    }

    /** A reason, which others read beside the name of whoever did it. */
    static final class Reason {
        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                required = true,
                description = "Why; others read it beside your name.")
        private String text = "";

        String text() {
            return text;
        }
    }

    static void putIfGiven(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
