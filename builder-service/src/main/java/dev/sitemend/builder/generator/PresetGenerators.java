package dev.sitemend.builder.generator;

import dev.sitemend.builder.configuration.Configured;
import dev.sitemend.builder.configuration.SiteConfiguration;
import dev.sitemend.builder.configuration.SitemendYml;
import dev.sitemend.builder.gate.ErrorMark;
import dev.sitemend.builder.gate.Rules;
import dev.sitemend.builder.sandbox.Sandbox;
import dev.sitemend.builder.workspace.Layout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Chooses a preset, and hands its recipe to a {@link GeneratorRun}. */
final class PresetGenerators implements Generators {
    // The first that recognises a site has it. An ikiwiki may hold an index.html among its files, a plain folder of
    // files is what is left.
    private static final List<Preset> PRESETS =
            List.of(new Ikiwiki(), new Hugo(), new Jekyll(), new MkDocs(), new StaticFiles(), new ShellCommand());

    private final Sandbox sandbox;
    private final Programs programs;
    private final Fingerprints fingerprints;

    PresetGenerators(Sandbox sandbox, Programs programs, Fingerprints fingerprints) {
        this.sandbox = sandbox;
        this.programs = programs;
        this.fingerprints = fingerprints;
    }

    @Override
    public Planning plan(Path source, Optional<String> override) {
        return switch (SitemendYml.read(source)) {
            case Configured.Invalid(String message) -> new Planning.Misconfigured(message);
            case Configured.Valid(SiteConfiguration configuration) -> plan(source, override, configuration);
        };
    }

    private Planning plan(Path source, Optional<String> override, SiteConfiguration configuration) {
        Path root = source.resolve(configuration.root()).normalize();
        if (!isFolderInside(source, root)) {
            return new Planning.Misconfigured("sitemend.yml: root: there is no folder '" + configuration.root()
                    + "' in the repository. Name the folder that holds the site, relative to the repository's root.");
        }
        Optional<String> named = override.isPresent() ? override : configuration.generator();
        Optional<Preset> preset = named.isPresent() ? byName(named.get()) : recognised(root, configuration);
        if (preset.isEmpty()) {
            return new Planning.Misconfigured(named.isPresent() ? unknown(named.get()) : unrecognised(configuration));
        }
        return plan(preset.get(), new Site(source, root, configuration));
    }

    private Planning plan(Preset preset, Site site) {
        SiteConfiguration configuration = site.configuration();
        boolean ownCommand = configuration.build().rebuild().isPresent();
        if (preset instanceof ShellCommand && !ownCommand) {
            return new Planning.Misconfigured(
                    "sitemend.yml: the generator 'command' needs build.rebuild: the command that builds the site.");
        }
        Optional<String> setup = site.option(preset.name(), preset instanceof Ikiwiki ? "setup" : "config");
        if (setup.isPresent() && !Site.has(site.root(), setup.get())) {
            return new Planning.Misconfigured("sitemend.yml: generators." + preset.name() + ": there is no file '"
                    + setup.get() + "' in the site's folder.");
        }
        Recipe recipe = ShellCommand.override(preset.recipe(site), site);
        List<String> missing = ownCommand ? List.of() : programs.missing(recipe.tools());
        if (!missing.isEmpty()) {
            return new Planning.Misconfigured("The site is built with " + preset.name()
                    + ", but the builder does not have: " + String.join(", ", missing)
                    + ". Install it on the builder (Debian: apt-get install " + preset.name()
                    + "), or choose another generator in sitemend.yml.");
        }

        return new Planning.Planned(new Plan(
                preset.name(),
                fingerprints.of(preset.name(), recipe, site),
                refresh(recipe),
                layout(recipe, site),
                rules(recipe, configuration),
                configuration));
    }

    private static Plan.Refresh refresh(Recipe recipe) {
        if (recipe.refresh().isEmpty()) {
            return Plan.Refresh.NONE;
        }

        return switch (recipe.previousOutput()) {
            case EMPTIED -> Plan.Refresh.CACHES;
            case KEPT -> Plan.Refresh.IN_PLACE;
        };
    }

    private static Layout layout(Recipe recipe, Site site) {
        return new Layout(
                recipe.outputFolder()
                        .map(folder -> site.source()
                                .relativize(site.root().resolve(folder).normalize())),
                recipe.previousOutput());
    }

    private static Rules rules(Recipe recipe, SiteConfiguration configuration) {
        Set<String> require = new LinkedHashSet<>(recipe.require());
        require.addAll(configuration.gate().require());
        return new Rules(
                List.copyOf(require),
                configuration.gate().shrink(),
                configuration.gate().links(),
                recipe.errorMark()
                        .map(mark -> new ErrorMark(mark, configuration.gate().errors())));
    }

    private static boolean isFolderInside(Path source, Path root) {
        try {
            return Files.isDirectory(root)
                    && root.startsWith(source)
                    && root.toRealPath().startsWith(source.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + root, e);
        }
    }

    static Optional<Preset> byName(String name) {
        return PRESETS.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    private static Optional<Preset> recognised(Path root, SiteConfiguration configuration) {
        if (configuration.build().rebuild().isPresent()) {
            return byName("command");
        }
        return PRESETS.stream().filter(preset -> preset.recognises(root)).findFirst();
    }

    private static String names() {
        return PRESETS.stream().map(Preset::name).collect(Collectors.joining(", "));
    }

    private static String unknown(String name) {
        return "There is no generator '" + name + "'. Known are: " + names() + ".";
    }

    private static String unrecognised(SiteConfiguration configuration) {
        String where =
                configuration.root().equals(".") ? "the repository" : "the folder '" + configuration.root() + "'";
        return "Cannot find out how " + where + " is built: it has no ikiwiki setup file, Hugo or Jekyll configuration,"
                + " mkdocs.yml or index.html. Put a sitemend.yml at the repository's root that says generator: one of "
                + names() + ", or root: the folder that holds the site.";
    }

    @Override
    public RunResult run(Run run) throws InterruptedException {
        Preset preset = byName(run.plan().preset())
                .orElseThrow(
                        () -> new IllegalArgumentException(unknown(run.plan().preset())));
        SiteConfiguration configuration = run.plan().configuration();
        Path source = run.workspace().source();
        Path root = source.resolve(configuration.root()).normalize();
        Site site = new Site(source, root, configuration);
        return new GeneratorRun(sandbox, run, ShellCommand.override(preset.recipe(site), site), site).execute();
    }
}
