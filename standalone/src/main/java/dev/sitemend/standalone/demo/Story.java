package dev.sitemend.standalone.demo;

import dev.sitemend.cli.Api;
import dev.sitemend.cli.Colour;
import dev.sitemend.cli.CommandFailedException;
import dev.sitemend.cli.ExitCode;
import dev.sitemend.cli.Json;
import dev.sitemend.cli.Output;
import dev.sitemend.cli.Surroundings;
import dev.sitemend.cli.Words;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The six scenes. Each pushes something, waits for what must come of it, and shows what a visitor gets. */
final class Story {
    private static final String CHANNEL = "/api/v1/sites/garden/channels/main";
    private static final Duration LONGEST_SCENE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int SCENES = 6;

    private final Api api;
    private final Garden garden;
    private final Visitor visitor;
    private final Output output;
    private final Surroundings surroundings;
    private int scene;

    Story(Api api, Garden garden, Visitor visitor, Surroundings surroundings) {
        this.api = api;
        this.garden = garden;
        this.visitor = visitor;
        this.output = new Output(surroundings);
        this.surroundings = surroundings;
    }

    void tell() throws IOException, InterruptedException {
        garden.plant();
        scene("A new wiki is pushed. Nothing is there to start from: a clean rebuild.");
        String template = garden.read("templates/page.tmpl");
        awaitLive(push("Plant the garden"));
        show("/");

        scene("One page changes. A refresh renders that page and what depends on it.");
        garden.write("seeds.mdwn", "Peas, beans and sweet corn.\n");
        awaitLive(push("Sow sweet corn"));
        show("/seeds/");

        scene("A page is removed, and a plugin can not cope: the refresh breaks.");
        output.line("  By hand this was the evening with ssh. Watch what happens with nobody awake:");
        garden.remove("seeds.mdwn");
        garden.write("tools.mdwn", "A spade, a rake, and no more seeds.\n");
        awaitLive(push("Remove the seeds"));
        history();
        show("/tools/");

        scene("A template is broken. No build can digest that, clean or not: quarantine.");
        garden.write("templates/page.tmpl", template.replace("<TMPL_VAR CONTENT>", "<TMPL_IF CONTENT>"));
        garden.write("tools.mdwn", "This sentence must not be seen yet.\n");
        push("Break the template");
        JsonNode channel = await(state -> Json.text(state, "state").equals("quarantined"));
        output.line("  " + output.state("quarantined") + "  " + Output.outside(Json.text(channel, "why")));
        output.line("  Visitors still get the last good generation:");
        show("/tools/");

        scene("The writer mends the template and pushes. Everything is well again.");
        garden.write("templates/page.tmpl", template);
        garden.write("tools.mdwn", "A spade, a rake, and a mended template.\n");
        awaitLive(push("Mend the template"));
        show("/tools/");

        scene("What happened");
        output.line("");
        JsonNode builds = api.get("/api/v1/sites/garden/builds?limit=50").path("builds");
        JsonNode generations = api.get(CHANNEL + "/generations").path("generations");
        new Track(builds, generations).lines().forEach(output::line);
    }

    private void scene(String title) {
        scene++;
        output.line("");
        output.line(output.coloured(Colour.BOLD, "%d/%d  %s".formatted(scene, SCENES, title)));
    }

    private String push(String message) throws IOException, InterruptedException {
        output.line(output.coloured(Colour.GREY, "  $ git commit -m '%s' && git push".formatted(message)));
        return garden.push(message, this::remote);
    }

    /** What the server said, without Git's own progress. */
    private void remote(String line) {
        if (!line.contains("Updating references")) {
            output.line(output.coloured(Colour.GREY, "    " + Output.outside(line)));
        }
    }

    private void awaitLive(String revision) throws InterruptedException {
        await(channel -> Json.text(channel.path("live"), "revision").equals(revision));
    }

    private JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        Instant deadline = surroundings.clock().instant().plus(LONGEST_SCENE);
        JsonNode channel = Json.MAPPER.createObjectNode();
        while (surroundings.clock().instant().isBefore(deadline)) {
            try {
                channel = api.get(CHANNEL);
                if (wanted.test(channel)) {
                    return channel;
                }
            } catch (CommandFailedException e) {
                // The channel is not known before its first event is read.
                if (e.exitCode() != ExitCode.NOT_FOUND) {
                    throw e;
                }
            }

            surroundings.pauses().pause(PAUSE);
        }

        throw new CommandFailedException(
                ExitCode.TIMED_OUT,
                "The demo waited %s for nothing. The channel says: %s"
                        .formatted(Words.duration(LONGEST_SCENE), channel));
    }

    /** The page as a visitor gets it, with its address. */
    private void show(String path) throws IOException, InterruptedException {
        Visitor.Page page = visitor.read(path);
        output.line("  %s  %s".formatted(output.coloured(Colour.GREEN, "→"), page.address()));
        output.line(
                "     generation %s: “%s”".formatted(page.generation().orElse("?"), Output.outside(page.sentence())));
    }

    /** The refresh that failed, and its heal. */
    private void history() {
        JsonNode builds = api.get("/api/v1/sites/garden/builds?limit=2").path("builds");
        for (int at = builds.size() - 1; at >= 0; at--) {
            JsonNode build = builds.path(at);
            String mode = Json.text(build, "mode").equalsIgnoreCase("REBUILD") ? "clean rebuild" : "refresh";
            String message = Output.outside(Json.text(build.path("failure"), "message"));
            output.line("  #%s %s %s%s"
                    .formatted(
                            Json.text(build, "number"),
                            mode,
                            output.state(Json.text(build, "state")),
                            message.isEmpty() ? "" : "  " + message));
        }
    }
}
