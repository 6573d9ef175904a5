package dev.sitemend.builder.generator;

import dev.sitemend.builder.sandbox.SitePaths;
import dev.sitemend.builder.workspace.Layout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hugo renders everything each time, into an empty folder: what it no longer makes would stay otherwise. What a refresh
 * gains are its caches: processed images and fetched resources.
 */
final class Hugo implements Preset {
    @Override
    public String name() {
        return "hugo";
    }

    @Override
    public boolean recognises(Path root) {
        for (String name : List.of("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")) {
            if (Site.has(root, name)) {
                return true;
            }
        }
        boolean content = Files.isDirectory(root.resolve("content"));
        for (String name : List.of("config.toml", "config.yaml", "config.yml", "config.json")) {
            if (content && Site.has(root, name)) {
                return true;
            }
        }
        return content && Files.isDirectory(root.resolve("config/_default"));
    }

    @Override
    public Recipe recipe(Site site) {
        Recipe.Commands commands = (paths, revision, base) -> List.of(hugo(site, paths));
        return new Recipe(
                List.of("hugo"),
                List.of(),
                List.of(),
                commands,
                Optional.of(commands),
                Map.of(),
                new Recipe.State.Paths(List.of("resources/_gen")),
                Layout.PreviousOutput.EMPTIED,
                Optional.empty(),
                List.of(),
                List.of("index.html"),
                Optional.empty());
    }

    private static List<String> hugo(Site site, SitePaths paths) {
        List<String> command = new ArrayList<>(List.of(
                "hugo",
                "--source",
                site.at(paths.source()),
                "--destination",
                paths.output(),
                "--cacheDir",
                paths.state() + "/cache",
                "--noTimes",
                "--noBuildLock"));
        site.option("hugo", "environment").ifPresent(name -> command.addAll(List.of("--environment", name)));
        return command;
    }
}
