package dev.sitemend.builder.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.checkout.TestRepository;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small sites of each kind but ikiwiki, which has a test of its own. */
final class PresetsTest {
    @TempDir
    Path temporary;

    private TestRepository site;
    private Bench bench;

    @BeforeEach
    void open() throws InterruptedException {
        bench = new Bench(temporary, Installed.confinement(temporary));
        site = TestRepository.create(temporary.resolve("site"));
    }

    @AfterEach
    void close() {
        bench.close();
        site.close();
    }

    private static Bench.Built finished(Bench.Built built) {
        assertThat(built.result()).as(String.join("\n", built.log())).isInstanceOf(RunResult.Finished.class);
        return built;
    }

    private Bench.Built clean(Revision revision) throws Exception {
        return finished(bench.clean(site.directory(), revision));
    }

    private Bench.Built refresh(Revision revision) throws Exception {
        return finished(bench.refresh(site.directory(), revision));
    }

    private String misconfigured(Revision revision) throws InterruptedException {
        Planning planning = bench.plan(site, revision);
        assertThat(planning).isInstanceOf(Planning.Misconfigured.class);
        return ((Planning.Misconfigured) planning).message();
    }

    @Test
    void hugoBuildsIntoAnEmptyFolderEachTimeAndKeepsItsCaches() throws Exception {
        Installed.need("hugo");
        site.write("hugo.toml", "baseURL = \"https://example.org/\"\ndisableKinds = [\"taxonomy\", \"term\"]\n")
                .write("layouts/_default/single.html", "<p>{{ .Title }}</p>")
                .write("layouts/_default/list.html", "<p>{{ .Site.Title }}</p>")
                .write(
                        "layouts/index.html",
                        "{{ $c := resources.Get \"a.css\" | minify | fingerprint }}<i>{{ $c.RelPermalink }}</i>")
                .write("assets/a.css", "a { color: red }")
                .write("content/one.md", "---\ntitle: One\n---\n")
                .write("content/two.md", "---\ntitle: Two\n---\n");
        Bench.Built first = clean(site.commit("first"));
        assertThat(first.plan().preset()).isEqualTo("hugo");
        assertThat(first.page("one/index.html")).contains("<p>One</p>");

        Bench.Built second = refresh(site.remove("content/two.md").commit("second"));
        assertThat(TestRepository.files(second.output()))
                .contains("one/index.html")
                .doesNotContain("two/index.html");
    }

    @Test
    void jekyllBuildsCleanAndRunsWithoutAGemfile() throws Exception {
        Installed.need("jekyll", "ruby");
        site.write("_config.yml", "title: Docs\n")
                .write("index.md", "---\n---\n# {{ site.title }}\n")
                .write("a.txt", "a");
        Bench.Built first = clean(site.commit("first"));
        assertThat(first.plan().preset()).isEqualTo("jekyll");
        assertThat(first.plan().refreshes()).isFalse();
        assertThat(first.page("index.html")).contains("Docs</h1>");
        assertThat(TestRepository.files(first.output())).contains("a.txt");
        assertThat(TestRepository.files(first.state())).isEmpty();
    }

    @Test
    void jekyllRefreshesIncrementallyOnlyWhenAsked() throws Exception {
        Installed.need("jekyll", "ruby");
        site.write("sitemend.yml", "generators: { jekyll: { incremental: true } }\n")
                .write("_config.yml", "title: Docs\nexclude: [sitemend.yml]\n")
                .write("index.md", "---\n---\none\n")
                .write("other.md", "---\n---\nother\n");
        assertThat(clean(site.commit("first")).plan().refreshes()).isTrue();
        Bench.Built second = refresh(site.write("index.md", "---\n---\ntwo\n").commit("second"));
        assertThat(second.page("index.html")).contains("two");
        assertThat(second.page("other.html")).contains("other");
    }

    @Test
    void jekyllRendersTheSameOnAnotherBuilder() throws Exception {
        Installed.need("jekyll", "ruby");
        site.write("sitemend.yml", """
                        generators: { jekyll: { incremental: true } }
                        build: { environment: { JEKYLL_LOG_LEVEL: debug } }
                        """)
                .write("_config.yml", "title: Docs\nexclude: [sitemend.yml]\n")
                .write("_layouts/default.html", "<b>{{ content }}</b>")
                .write("index.md", "---\nlayout: default\n---\none\n")
                .write("other.md", "---\nlayout: default\n---\nother\n");
        clean(site.commit("first"));
        Revision second =
                site.write("index.md", "---\nlayout: default\n---\ntwo\n").commit("second");
        try (Bench elsewhere = new Bench(temporary.resolve("elsewhere"), Installed.confinement(temporary))) {
            elsewhere.adopt(bench);
            Bench.Built there = finished(elsewhere.refresh(site.directory(), second));

            assertThat(there.page("index.html")).contains("two");
            assertThat(rendered(there))
                    .anyMatch(line -> line.contains("index.md"))
                    .noneMatch(line -> line.contains("other.md"));
            assertThat(rendered(there)).isEqualTo(rendered(refresh(second)));
        }
    }

    private static List<String> rendered(Bench.Built built) {
        return built.log().stream()
                .map(String::strip)
                .filter(line -> line.startsWith("Rendering Markup:"))
                .toList();
    }

    @Test
    void jekyllBuildsCleanWhenALayoutChanges() throws Exception {
        Installed.need("jekyll", "ruby");
        site.write("sitemend.yml", "generators: { jekyll: { incremental: true } }\n")
                .write("_config.yml", "title: Docs\n")
                .write("_layouts/default.html", "<b>{{ content }}</b>")
                .write("index.md", "---\nlayout: default\n---\none\n");
        String before = clean(site.commit("first")).plan().fingerprint();

        assertThat(clean(site.write("index.md", "two").commit("second")).plan().fingerprint())
                .isEqualTo(before);
        assertThat(clean(site.write("_layouts/default.html", "<i>{{ content }}</i>")
                                .commit("third"))
                        .plan()
                        .fingerprint())
                .isNotEqualTo(before);
    }

    @Test
    void hugoTakesProcessedImagesFromTheCacheOfAnotherBuilder() throws Exception {
        Installed.need("hugo");
        site.write("hugo.toml", "baseURL = \"https://example.org/\"\ndisableKinds = [\"taxonomy\", \"term\"]\n")
                .write(
                        "layouts/index.html",
                        "{{ $i := (resources.Get \"a.png\").Resize \"8x8\" }}<img src='{{ $i.RelPermalink }}'>");
        Path assets = Files.createDirectories(site.directory().resolve("assets"));
        ImageIO.write(
                new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB),
                "png",
                assets.resolve("a.png").toFile());
        Bench.Built first = clean(site.commit("first"));
        String cached = TestRepository.files(first.state()).stream()
                .filter(file -> file.endsWith(".png"))
                .findFirst()
                .orElseThrow();
        // Nobody but the cache has these bytes.
        byte[] marked = Arrays.copyOf(Files.readAllBytes(first.state().resolve(cached)), 4096);
        Files.write(first.state().resolve(cached), marked);

        Revision second =
                site.write("content/more.md", "---\ntitle: More\n---\n").commit("second");
        try (Bench elsewhere = new Bench(temporary.resolve("elsewhere"), Installed.confinement(temporary))) {
            elsewhere.adopt(bench);
            Bench.Built there = finished(elsewhere.refresh(site.directory(), second));

            String image = TestRepository.files(there.output()).stream()
                    .filter(file -> file.endsWith(".png"))
                    .findFirst()
                    .orElseThrow();
            assertThat(there.output().resolve(image)).hasBinaryContent(marked);
        }
    }

    @Test
    void mkdocsBuildsClean() throws Exception {
        Installed.need("mkdocs", "python3");
        site.write("mkdocs.yml", "site_name: Docs\n").write("docs/index.md", "# Hello\n");
        Bench.Built first = clean(site.commit("first"));
        assertThat(first.plan().preset()).isEqualTo("mkdocs");
        assertThat(first.page("index.html")).contains("Hello");
    }

    @Test
    void staticFilesArePublishedAsTheyAre() throws Exception {
        site.write("index.html", "<p>hi</p>")
                .write("line\nbreak 🎉.txt", "x")
                .write(".well-known/a", "a")
                .write("sitemend.yml", "generator: static\n")
                .link("latest", "index.html");
        Bench.Built built = clean(site.commit("first"));
        assertThat(TestRepository.files(built.output()))
                .containsExactly(".well-known/a", "index.html", "latest", "line\nbreak 🎉.txt");
        assertThat(built.output().resolve("latest")).isSymbolicLink();
        assertThat(built.plan().refreshes()).isFalse();
    }

    @Test
    void aCommandBuildsAndRefreshesWithItsOwnStateAndOutput() throws Exception {
        site.write("sitemend.yml", """
                generator: command
                build:
                  rebuild: mkdir -p public .cache; cp page.txt public/index.html; echo 1 > .cache/count; echo $COLOUR
                  refresh: test -f public/index.html && cat page.txt >> public/index.html && echo 2 >> .cache/count
                  output: public
                  state: [.cache]
                  environment: { COLOUR: red }
                """).write("page.txt", "one\n");
        Bench.Built first = clean(site.commit("first"));
        assertThat(first.page("index.html")).isEqualTo("one\n");
        assertThat(first.log()).contains("red");
        Bench.Built second = refresh(site.write("page.txt", "two\n").commit("second"));
        assertThat(second.page("index.html")).isEqualTo("one\ntwo\n");
        assertThat(TestRepository.read(second.state().resolve("source/.cache/count")))
                .isEqualTo("1\n2\n");
    }

    @Test
    void aCommandMayWriteToTheOutputItIsTold() throws Exception {
        site.write("sitemend.yml", "build: { rebuild: 'echo $SOURCE_DATE_EPOCH > $SITEMEND_OUTPUT/index.html' }\n");
        Bench.Built built = clean(site.commit("first"));
        assertThat(built.plan().preset()).isEqualTo("command");
        assertThat(built.page("index.html")).isEqualTo(site.now().getEpochSecond() + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "exit 3,GENERATOR_FAILED,sh ended with status 3",
        "echo no such page; exit 1,GENERATOR_FAILED,no such page",
        "no-such-program,CONFIGURATION,is not on the builder",
        "kill -9 $$,KILLED,was killed by signal 9",
        "true,GENERATOR_FAILED,left no folder 'public'"
    })
    void aCommandThatFailsIsToldWithItsReason(String script, FailureClass failure, String says) throws Exception {
        site.write("sitemend.yml", "build: { rebuild: '" + script + "', output: public }\n");
        assertThat(bench.clean(site.directory(), site.commit("first")).result())
                .isInstanceOfSatisfying(RunResult.Broken.class, broken -> {
                    assertThat(broken.failure()).isEqualTo(failure);
                    assertThat(broken.message()).contains(says);
                });
    }

    @Test
    void aHangingCommandEndsAtTheSitesOwnTimeout() throws Exception {
        site.write("sitemend.yml", "build: { rebuild: sleep 60, timeout: 1s }\n");
        assertThat(bench.clean(site.directory(), site.commit("first")).result())
                .isInstanceOfSatisfying(RunResult.Broken.class, broken -> {
                    assertThat(broken.failure()).isEqualTo(FailureClass.TIMED_OUT);
                    assertThat(broken.message()).contains("raise build.timeout");
                });
    }

    @Test
    void anOutputFolderThatLeadsOutOfTheSiteIsRefused() throws Exception {
        site.write("sitemend.yml", "build: { rebuild: ln -s /etc public, output: public }\n");
        assertThat(bench.clean(site.directory(), site.commit("first")).result()).isInstanceOf(RunResult.Broken.class);
    }

    @Test
    void aRepositoryThatNothingRecognisesIsToldWhatToWrite() throws Exception {
        Revision first = site.write("main.c", "int main;").commit("first");
        assertThat(misconfigured(first)).contains("Cannot find out how the repository is built", "sitemend.yml");
    }

    @Test
    void aRootThatIsNotThereIsNamed() throws Exception {
        Revision first = site.write("sitemend.yml", "root: website\n").commit("first");
        assertThat(misconfigured(first)).contains("there is no folder 'website'");
    }

    @Test
    void aRootThatIsALinkIsRefused() throws Exception {
        Revision first = site.write("sitemend.yml", "root: website\n")
                .link("website", "/etc")
                .commit("first");
        assertThat(misconfigured(first)).contains("there is no folder 'website'");
    }

    @Test
    void aSetupFileThatIsNotThereIsNamed() throws Exception {
        Revision first = site.write(
                        "sitemend.yml", "generators: { ikiwiki: { setup: my.setup } }\ngenerator: ikiwiki\n")
                .commit("first");
        assertThat(misconfigured(first)).contains("there is no file 'my.setup'");
    }

    @Test
    void aCommandWithoutACommandIsToldWhichKeyIsMissing() throws Exception {
        Revision first = site.write("sitemend.yml", "generator: command\n").commit("first");
        assertThat(misconfigured(first)).contains("build.rebuild");
    }

    @Test
    void aMistakeInTheFileIsTheMessage() throws Exception {
        Revision first = site.write("sitemend.yml", "generater: hugo\n").commit("first");
        assertThat(misconfigured(first))
                .isEqualTo("sitemend.yml:1: unknown key 'generater'. Most likely meant: generator.");
    }

    @Test
    void nothingOfAFailedBuildIsLeftButItsSource() throws Exception {
        site.write("sitemend.yml", "build: { rebuild: 'echo x > junk; echo x > $SITEMEND_STATE/x; exit 1' }\n");
        bench.clean(site.directory(), site.commit("first"));
        Path layer = temporary.resolve("work/builder-1/docs~main");
        assertThat(layer.resolve("build")).doesNotExist();
        assertThat(layer.resolve("kept")).isEmptyDirectory();
        assertThat(layer.resolve("src/junk")).doesNotExist();
    }
}
