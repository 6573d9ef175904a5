package dev.sitemend.builder.generator;

import dev.sitemend.builder.workspace.Layout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** MkDocs renders everything each time, and quickly. */
final class MkDocs implements Preset {
    private static final List<Path> INSTALLED =
            List.of(Path.of("/usr/lib/python3/dist-packages"), Path.of("/usr/local/lib/python3/dist-packages"));

    @Override
    public String name() {
        return "mkdocs";
    }

    @Override
    public boolean recognises(Path root) {
        return Site.has(root, "mkdocs.yml") || Site.has(root, "mkdocs.yaml");
    }

    @Override
    public Recipe recipe(Site site) {
        String file = site.option(name(), "config")
                .orElse(Site.has(site.root(), "mkdocs.yml") ? "mkdocs.yml" : "mkdocs.yaml");
        Recipe.Commands build = (paths, revision, base) -> {
            List<String> command = new ArrayList<>(List.of("mkdocs", "build", "--clean"));
            command.addAll(List.of("--config-file", site.at(paths.source()) + "/" + file));
            command.addAll(List.of("--site-dir", paths.output()));
            return List.of(command);
        };
        return new Recipe(
                List.of("mkdocs", "python3"),
                INSTALLED,
                List.of(site.root().resolve(file)),
                build,
                Optional.empty(),
                // What Python compiles on the way would be written below the source.
                Map.of("PYTHONDONTWRITEBYTECODE", "1", "PYTHONHASHSEED", "0"),
                new Recipe.State.Outside(),
                Layout.PreviousOutput.EMPTIED,
                Optional.empty(),
                List.of(),
                List.of("index.html"),
                Optional.empty());
    }
}
