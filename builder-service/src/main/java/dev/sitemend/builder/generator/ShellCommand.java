package dev.sitemend.builder.generator;

import dev.sitemend.builder.configuration.SiteConfiguration;
import dev.sitemend.builder.sandbox.SitePaths;
import dev.sitemend.builder.workspace.Layout;
import dev.sitemend.contracts.id.Revision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whatever {@code build.rebuild} and {@code build.refresh} say. Also what any other preset becomes for the commands
 * that a site overrides.
 */
final class ShellCommand implements Preset {
    @Override
    public String name() {
        return "command";
    }

    @Override
    public boolean recognises(Path root) {
        return false;
    }

    @Override
    public Recipe recipe(Site site) {
        Recipe nothing = Recipe.clean(List.of("sh"), (paths, revision, base) -> List.of());
        return override(nothing, site);
    }

    /** The recipe with the site's own commands, folders and variables in place of the preset's. */
    static Recipe override(Recipe preset, Site site) {
        SiteConfiguration.Build build = site.configuration().build();
        Optional<Recipe.Commands> ownRebuild = build.rebuild().map(ShellCommand::shell);
        Optional<Recipe.Commands> ownRefresh = build.refresh().map(ShellCommand::shell);
        // A refresh that does not know of another rebuild would work on what it never made.
        Optional<Recipe.Commands> refresh =
                ownRefresh.isPresent() ? ownRefresh : ownRebuild.isPresent() ? Optional.empty() : preset.refresh();

        Map<String, String> environment = new java.util.HashMap<>(preset.environment());
        // Where our own programs are looked for, they still are.
        build.environment()
                .forEach((name, value) -> environment.merge(
                        name, value, (ours, own) -> ours.equals(Recipe.TOOLS) ? ours + ":" + own : own));
        return new Recipe(
                preset.tools(),
                preset.installed(),
                preset.setup(),
                ownRebuild.orElse(preset.rebuild()),
                refresh,
                environment,
                state(preset.state(), build.state()),
                ownRefresh.isPresent() ? Layout.PreviousOutput.KEPT : preset.previousOutput(),
                build.output().isPresent() ? build.output() : preset.outputFolder(),
                preset.resources(),
                preset.require(),
                preset.errorMark());
    }

    private static Recipe.State state(Recipe.State preset, List<String> own) {
        if (own.isEmpty()) {
            return preset;
        }
        List<String> paths = new ArrayList<>(own);
        return switch (preset) {
            case Recipe.State.Outside() -> new Recipe.State.Paths(paths);
            case Recipe.State.Paths(List<String> more) -> {
                paths.addAll(more);
                yield new Recipe.State.Paths(paths);
            }
            case Recipe.State.Untracked() -> preset;
        };
    }

    private static Recipe.Commands shell(String script) {
        return new Recipe.Commands() {
            @Override
            public List<List<String>> of(SitePaths paths, Revision revision, Optional<Revision> base) {
                return List.of(List.of("sh", "-c", script));
            }
        };
    }
}
