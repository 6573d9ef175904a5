package dev.sitemend.builder.generator;

import dev.sitemend.builder.configuration.SiteConfiguration;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A checkout and what its {@code sitemend.yml} says.
 *
 * @param source the repository's root
 * @param root the site's folder in it
 */
record Site(Path source, Path root, SiteConfiguration configuration) {
    /** What {@code generators.<preset>} says about a key. */
    Optional<String> option(String preset, String key) {
        return Optional.ofNullable(
                configuration.generators().getOrDefault(preset, Map.of()).get(key));
    }

    /** The site's folder relative to the repository, {@code .} for its root. */
    String folder() {
        String folder = source.relativize(root).toString();
        return folder.isEmpty() ? "." : folder;
    }

    /** Where a command finds the site's folder. */
    String at(String sourcePath) {
        return folder().equals(".") ? sourcePath : sourcePath + "/" + folder();
    }

    static boolean has(Path root, String file) {
        return Files.isRegularFile(root.resolve(file), LinkOption.NOFOLLOW_LINKS);
    }
}
