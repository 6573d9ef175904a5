package dev.sitemend.builder.generator;

import java.nio.file.Path;
import java.util.List;

/** Files that are published as they are: the site's folder without {@code .git}. */
final class StaticFiles implements Preset {
    @Override
    public String name() {
        return "static";
    }

    @Override
    public boolean recognises(Path root) {
        return Site.has(root, "index.html");
    }

    @Override
    public Recipe recipe(Site site) {
        // -P: links stay links. The publisher decides which of them lead anywhere.
        return Recipe.clean(
                List.of("cp", "rm"),
                (paths, revision, base) -> List.of(
                        List.of("cp", "-RP", site.at(paths.source()) + "/.", paths.output()),
                        List.of("rm", "-rf", paths.output() + "/.git")));
    }
}
