package dev.sitemend.builder.configuration;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code sitemend.yml}. Everything that is wrong with it is told at once. */
public final class SitemendYml {
    /** Its name, at the repository's root. */
    public static final String FILE = "sitemend.yml";

    // Nobody writes that much by hand; a "billion laughs" does not get to run.
    private static final int LARGEST = 64 * 1024;

    private SitemendYml() {}

    /** Of a checkout; the defaults when it has none. */
    public static Configured read(Path source) {
        Path file = source.resolve(FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Configured.Valid(SiteConfiguration.DEFAULT);
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return new Configured.Invalid(FILE + " must be a plain file, not a link or a folder.");
        }
        try {
            if (Files.size(file) > LARGEST) {
                return new Configured.Invalid(FILE + " has more than 64 KiB: that is no configuration.");
            }
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    static Configured parse(String text) {
        Node document;
        try {
            document = compose(text);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            return new Configured.Invalid(FILE + (mark == null ? "" : ":" + (mark.getLine() + 1)) + ": not valid YAML: "
                    + e.getProblem() + ".");
        } catch (YAMLException e) {
            return new Configured.Invalid(FILE + ": not valid YAML: " + e.getMessage());
        }
        if (document == null) {
            return new Configured.Valid(SiteConfiguration.DEFAULT);
        }

        Problems problems = new Problems();
        Section root = Section.root(document, problems);
        SiteConfiguration configuration = Keys.read(root);
        List<String> found = problems.inOrder();
        return found.isEmpty() ? new Configured.Valid(configuration) : new Configured.Invalid(String.join("\n", found));
    }

    private static @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setMaxAliasesForCollections(10);
        options.setNestingDepthLimit(20);
        return new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
    }
}
