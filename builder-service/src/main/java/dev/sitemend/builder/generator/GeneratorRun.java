package dev.sitemend.builder.generator;

import dev.sitemend.builder.configuration.SiteConfiguration;
import dev.sitemend.builder.sandbox.Command;
import dev.sitemend.builder.sandbox.Exit;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.sandbox.Network;
import dev.sitemend.builder.sandbox.Sandbox;
import dev.sitemend.builder.sandbox.SitePaths;
import dev.sitemend.builder.workspace.FolderEdit;
import dev.sitemend.builder.workspace.Layout;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One run of one recipe: commands, and what they made. */
final class GeneratorRun {
    // The clean rebuild of a big wiki takes 80 min.
    private static final Duration CEILING = Duration.ofHours(4);

    private final Sandbox sandbox;
    private final Run run;
    private final Recipe recipe;
    private final Site site;

    GeneratorRun(Sandbox sandbox, Run run, Recipe recipe, Site site) {
        this.sandbox = sandbox;
        this.run = run;
        this.recipe = recipe;
        this.site = site;
    }

    RunResult execute() throws InterruptedException {
        Workspace workspace = run.workspace();
        try {
            Resources.write(recipe.resources(), workspace.tools());
            Optional<RunResult> failure = runAll(commands().of(sandbox.paths(workspace), run.revision(), base()));
            return failure.isPresent() ? failure.get() : product();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare or read the workspace of a build", e);
        }
    }

    private Optional<Revision> base() {
        return switch (run.start()) {
            case Start.Clean() -> Optional.empty();
            case Start.From from -> Optional.of(from.base());
        };
    }

    private Recipe.Commands commands() {
        return switch (run.start()) {
            case Start.Clean() -> recipe.rebuild();
            case Start.From(Revision base, var changes) -> {
                run.log().say("Refresh from " + base.abbreviated() + ": " + changes.count() + " source files differ.");
                yield recipe.refresh()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Cannot refresh with " + run.plan().preset() + ": it only rebuilds"));
            }
        };
    }

    private RunResult product() throws IOException {
        Layout layout = run.plan().layout();
        Path source = run.workspace().source();
        Regions regions = new Regions(source, source.relativize(site.root()), recipe.state(), layout.outputInSource());
        boolean onBase = run.start() instanceof Start.From && layout.previousOutput() == Layout.PreviousOutput.KEPT;
        return regions.product(
                        run.workspace().changes(), onBase ? FolderEdit.Beginning.BASE : FolderEdit.Beginning.NOTHING)
                .<RunResult>map(RunResult.Finished::new)
                .orElseGet(() -> new RunResult.Broken(
                        FailureClass.GENERATOR_FAILED,
                        "The build ended well but left no folder '"
                                + recipe.outputFolder().orElse("")
                                + "', which sitemend.yml names as build.output. Check the command, or the name."));
    }

    private Optional<RunResult> runAll(List<List<String>> commands) throws InterruptedException {
        for (List<String> arguments : commands) {
            run.log().say("$ " + shown(arguments));
            Exit exit = sandbox.run(command(arguments), run.workspace(), run.objects(), limits(), run.log().stream());
            if (!exit.equals(new Exit.Exited(0))) {
                return Optional.of(
                        Failures.of(exit, arguments.getFirst(), run.log().tail(1)));
            }
        }
        return Optional.empty();
    }

    private Command command(List<String> arguments) {
        SitePaths paths = sandbox.paths(run.workspace());
        Map<String, String> environment = new HashMap<>();
        environment.put("SOURCE_DATE_EPOCH", Long.toString(run.commitTime().getEpochSecond()));
        environment.put("SITEMEND_SOURCE", site.at(paths.source()));
        environment.put("SITEMEND_OUTPUT", paths.output());
        environment.put("SITEMEND_STATE", paths.state());
        environment.put("SITEMEND_REVISION", run.revision().value());
        environment.put("GIT_CONFIG_COUNT", "1");
        environment.put("GIT_CONFIG_KEY_0", "safe.directory");
        environment.put("GIT_CONFIG_VALUE_0", "*");
        recipe.environment()
                .forEach((name, value) -> environment.put(name, value.replace(Recipe.TOOLS, paths.tools())));
        boolean online =
                run.granted() == Network.GRANTED && site.configuration().build().network();
        return new Command(arguments, environment, site.at(paths.source()), online ? Network.GRANTED : Network.NONE);
    }

    private Limits limits() {
        SiteConfiguration.Build build = site.configuration().build();
        Limits operators = run.limits();
        Duration ceiling = max(CEILING, operators.wallClock());
        Duration wallClock = min(build.timeout().orElse(operators.wallClock()), ceiling);
        Duration silence = min(build.silence().orElse(operators.silence()), ceiling);
        return operators.withWallClock(wallClock).withSilence(silence);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static String shown(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.matches("[A-Za-z0-9_./=:,@%+-]+")
                        ? argument
                        : "'" + argument.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
