package dev.sitemend.builder.generator;

import dev.sitemend.builder.configuration.SiteConfiguration;
import dev.sitemend.builder.configuration.SitemendYml;
import dev.sitemend.builder.sandbox.Command;
import dev.sitemend.builder.sandbox.Exit;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.sandbox.Network;
import dev.sitemend.builder.sandbox.Sandbox;
import dev.sitemend.builder.sandbox.SitePaths;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of one recipe: state in, commands, state out. */
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
        StateFiles state = new StateFiles(workspace, site.root());
        try {
            Resources.write(recipe.resources(), workspace.tools());
            Set<Path> tracked = state.tracked();
            Recipe.Commands commands = prepare(state);
            RunResult result = runAll(commands.of(sandbox.paths(workspace), run.revision(), base()));
            if (result instanceof RunResult.Finished) {
                StateFiles.makeReadable(workspace.source());
                StateFiles.makeReadable(workspace.output());
                StateFiles.makeReadable(workspace.state());
                state.collect(recipe.state(), tracked);
                result = takeOutput();
                withdrawOwnFile();
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare or tidy the workspace of a build", e);
        }
    }

    private Optional<Revision> base() {
        return switch (run.start()) {
            case Start.Clean() -> Optional.empty();
            case Start.From from -> Optional.of(from.base());
        };
    }

    private Recipe.Commands prepare(StateFiles state) throws IOException {
        Workspace workspace = run.workspace();
        return switch (run.start()) {
            case Start.Clean() -> {
                // Clean means clean, whatever was left here.
                empty(workspace.state());
                empty(workspace.output());
                yield recipe.rebuild();
            }
            case Start.From(Revision base, var changes) -> {
                run.log().say("Refresh from " + base.abbreviated() + ": " + changes.count() + " source files differ.");
                state.restore();
                if (recipe.previousOutput() == Recipe.PreviousOutput.EMPTIED) {
                    empty(workspace.output());
                } else if (recipe.outputFolder().isPresent()) {
                    giveOutputBack(recipe.outputFolder().get());
                }
                yield recipe.refresh()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Cannot refresh with " + run.plan().preset() + ": it only rebuilds"));
            }
        };
    }

    private void giveOutputBack(String folder) throws IOException {
        Path into = site.root().resolve(folder).normalize();
        StateFiles.delete(into);
        Files.createDirectories(into.getParent());
        Files.move(run.workspace().output(), into);
        Files.createDirectory(run.workspace().output());
    }

    /** Moves the folder that the generator wrote to where outputs belong. */
    private RunResult takeOutput() throws IOException {
        if (recipe.outputFolder().isEmpty()) {
            return new RunResult.Finished();
        }
        String folder = recipe.outputFolder().get();
        Path from = site.root().resolve(folder).normalize();
        boolean inside = Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)
                && from.toRealPath().startsWith(run.workspace().source().toRealPath());
        if (!inside) {
            return new RunResult.Broken(
                    FailureClass.GENERATOR_FAILED,
                    "The build ended well but left no folder '" + folder
                            + "', which sitemend.yml names as build.output. Check the command, or the name.");
        }
        StateFiles.delete(run.workspace().output());
        Files.move(from, run.workspace().output());
        return new RunResult.Finished();
    }

    /** Several generators copy what they do not know. Our own file is not a page of the site. */
    private void withdrawOwnFile() throws IOException {
        Path copy = run.workspace().output().resolve(SitemendYml.FILE);
        Path original = run.workspace().source().resolve(SitemendYml.FILE);
        boolean both = Files.isRegularFile(copy, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS);
        if (both && Files.mismatch(copy, original) < 0) {
            Files.delete(copy);
        }
    }

    private RunResult runAll(List<List<String>> commands) throws InterruptedException {
        for (List<String> arguments : commands) {
            run.log().say("$ " + shown(arguments));
            Exit exit = sandbox.run(command(arguments), run.workspace(), run.objects(), limits(), run.log().stream());
            if (!exit.equals(new Exit.Exited(0))) {
                return Failures.of(exit, arguments.getFirst(), run.log().tail(1));
            }
        }
        return new RunResult.Finished();
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
        environment.putAll(recipe.environment());
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

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.toList()) {
                StateFiles.delete(child);
            }
        }
    }

    private static String shown(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.matches("[A-Za-z0-9_./=:,@%+-]+")
                        ? argument
                        : "'" + argument.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
