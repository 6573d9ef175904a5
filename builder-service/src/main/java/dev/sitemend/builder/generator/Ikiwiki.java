package dev.sitemend.builder.generator;

import dev.sitemend.builder.sandbox.SitePaths;
import dev.sitemend.builder.workspace.Layout;
import dev.sitemend.contracts.id.Revision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * ikiwiki: the one with a true refresh. Its state is every file that Git does not track, and all of the output. A small
 * plugin of ours tells it dates and changes from Git at the beginning of each run.
 */
final class Ikiwiki implements Preset {
    private static final String PLUGIN = "IkiWiki/Plugin/sitemend.pm";
    private static final String ERROR_MARK = "<span class=\"error\">";

    // Folders of templates, pages and plugins that a setup file may name inside the repository. ikiwiki renders nothing
    // again when they change, so a change must mean clean.
    private static final Pattern LOCAL_FOLDER = Pattern.compile(
            "(?m)^\\s*['\"]?(?:templatedir|underlaydir|underlaydirbase|libdir|add_underlays|add_templates|libdirs)['\"]?\\s*(?::|=>)\\s*['\"]?([^'\"\\n,]+)");

    private static final List<Path> INSTALLED = List.of(
            Path.of("/usr/share/ikiwiki"),
            Path.of("/usr/share/perl5"),
            Path.of("/usr/lib/x86_64-linux-gnu/perl5"),
            Path.of("/usr/lib/aarch64-linux-gnu/perl5"),
            Path.of("/usr/local/share/perl"),
            Path.of("/usr/local/lib/site_perl"));

    @Override
    public String name() {
        return "ikiwiki";
    }

    @Override
    public boolean recognises(Path root) {
        return setups(root).findAny().isPresent() || Site.has(root, "index.mdwn");
    }

    private static Stream<String> setups(Path root) {
        String[] names = root.toFile().list((folder, name) -> name.endsWith(".setup"));
        return names == null
                ? Stream.empty()
                : Stream.of(names)
                        .sorted()
                        .filter(name -> text(root.resolve(name)).contains("IkiWiki::Setup"));
    }

    /** The setup file of a site: the one that it names, or the only one, or {@code ikiwiki.setup}. */
    private Optional<String> setup(Site site) {
        Optional<String> named = site.option(name(), "setup");
        if (named.isPresent()) {
            return named;
        }
        List<String> found = setups(site.root()).toList();
        return found.contains("ikiwiki.setup")
                ? Optional.of("ikiwiki.setup")
                : found.stream().findFirst();
    }

    @Override
    public Recipe recipe(Site site) {
        Optional<String> setup = setup(site);
        return new Recipe(
                List.of("ikiwiki", "perl", "git"),
                INSTALLED,
                setupFiles(site, setup),
                (paths, revision, base) -> commands(site, setup, paths, revision, base),
                Optional.of((paths, revision, base) -> commands(site, setup, paths, revision, base)),
                Map.of(
                        "PERL_HASH_SEED", "0",
                        "PERL_PERTURB_KEYS", "0",
                        "PERL5LIB", Recipe.TOOLS,
                        // Into a pipe Perl keeps 8 KiB of output back: the log would stand still for minutes, and an
                        // error would come before the lines that led to it.
                        "PERL5OPT", "-MIO::Handle;$|=1",
                        // Plugins that commit what they made do so in a checkout that is thrown away.
                        "GIT_AUTHOR_NAME", "ikiwiki",
                        "GIT_AUTHOR_EMAIL", "ikiwiki@localhost",
                        "GIT_COMMITTER_NAME", "ikiwiki",
                        "GIT_COMMITTER_EMAIL", "ikiwiki@localhost"),
                new Recipe.State.Untracked(),
                Layout.PreviousOutput.KEPT,
                Optional.empty(),
                List.of(PLUGIN),
                List.of("index.html"),
                Optional.of(ERROR_MARK));
    }

    private static List<List<String>> commands(
            Site site, Optional<String> setup, SitePaths paths, Revision revision, Optional<Revision> base) {
        List<String> ikiwiki = new ArrayList<>(List.of("ikiwiki"));
        setup.ifPresent(file -> ikiwiki.addAll(List.of("--setup", site.at(paths.source()) + "/" + file)));
        // Behind the setup file, so that they win over it: our folders, no pull or push, no commits, no wrappers, no
        // log elsewhere, and dates from the index only.
        ikiwiki.addAll(List.of(
                "--nosyslog",
                "--nogettime",
                "--set",
                "gitorigin_branch=",
                "--set",
                "git_wrapper=",
                "--set",
                "git_test_receive_wrapper=",
                "--set",
                "cgi_wrapper=",
                "--set-yaml",
                "wrappers=[]",
                "--set",
                "autoindex_commit=0",
                "--set",
                "tag_autofile_commit=0",
                "--set",
                "deterministic=1",
                "--plugin",
                "sitemend",
                "--set",
                "sitemend_repository=" + paths.source(),
                "--set",
                "sitemend_folder=" + site.folder(),
                "--set",
                "sitemend_revision=" + revision.value(),
                "--verbose",
                base.isEmpty() ? "--rebuild" : "--refresh"));
        base.ifPresent(from -> ikiwiki.addAll(List.of("--set", "sitemend_base=" + from.value())));
        if (setup.isPresent()) {
            ikiwiki.addAll(List.of("--set", "srcdir=" + site.at(paths.source()), "--set", "destdir=" + paths.output()));
        } else {
            ikiwiki.addAll(List.of(site.at(paths.source()), paths.output()));
        }
        return List.of(ikiwiki);
    }

    private static List<Path> setupFiles(Site site, Optional<String> setup) {
        List<Path> files = new ArrayList<>();
        setup.map(site.root()::resolve).ifPresent(file -> {
            files.add(file);
            Matcher folder = LOCAL_FOLDER.matcher(text(file));
            while (folder.find()) {
                local(site, folder.group(1).strip()).ifPresent(files::add);
            }
        });
        return files;
    }

    /** A folder inside the checkout, whether the setup file names it as the sandbox or as the repository sees it. */
    private static Optional<Path> local(Site site, String named) {
        String relative = named.startsWith("/site/src/") ? named.substring("/site/src/".length()) : named;
        if (relative.startsWith("/")) {
            return Optional.empty();
        }
        Path folder = site.source().resolve(relative).normalize();
        return folder.startsWith(site.source()) ? Optional.of(folder) : Optional.empty();
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
