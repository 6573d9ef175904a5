package dev.sitemend.builder.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.checkout.TestRepository;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small wiki of our own: index, two pages that link, a blog, a template. */
final class IkiwikiTest {
    @TempDir
    Path temporary;

    private TestRepository wiki;
    private Bench bench;

    @BeforeEach
    void open() throws InterruptedException {
        Installed.need("ikiwiki", "perl", "git");
        bench = new Bench(temporary, Installed.confinement(temporary));
        wiki = TestRepository.create(temporary.resolve("wiki"));
        wiki.write("ikiwiki.setup", """
                # IkiWiki::Setup::Yaml - YAML formatted setup file
                wikiname: Garden
                srcdir: /home/ada/wiki
                destdir: /var/www/wiki
                url: https://garden.example/
                cgi_wrapper: /var/www/ikiwiki.cgi
                git_wrapper: /srv/garden.git/hooks/post-update
                cgiurl: https://garden.example/ikiwiki.cgi
                rcs: git
                gitorigin_branch: origin
                prefix_directives: 1
                usedirs: 1
                discussion: 0
                locale: C.UTF-8
                add_plugins:
                  - goodstuff
                  - html
                """);
        wiki.write("index.mdwn", "Welcome. See [[roses]].\n\n[[!inline pages=\"blog/*\" show=5]]\n");
        wiki.write("roses.mdwn", "Roses are [[not tulips|tulips]].\n");
        wiki.write("tulips.mdwn", "Tulips.\n");
        wiki.write("blog/first.mdwn", "The first post.\n");
    }

    @AfterEach
    void close() {
        if (bench != null) {
            bench.close();
        }
        if (wiki != null) {
            wiki.close();
        }
    }

    private Bench.Built clean(Revision revision) throws Exception {
        return finished(bench.clean(wiki.directory(), revision));
    }

    private Bench.Built refresh(Revision revision) throws Exception {
        return finished(bench.refresh(wiki.directory(), revision));
    }

    private static Bench.Built finished(Bench.Built built) {
        assertThat(built.result()).as(String.join("\n", built.log())).isInstanceOf(RunResult.Finished.class);
        return built;
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (String file : TestRepository.files(folder)) {
            contents.put(
                    file,
                    new String(Files.readAllBytes(folder.resolve(file)), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        return contents;
    }

    @Test
    void aCleanBuildIgnoresTheFoldersAndWrappersOfTheSetupFile() throws Exception {
        Revision first = wiki.commit("first");
        Bench.Built built = clean(first);
        assertThat(built.page("index.html")).contains("Welcome", "The first post");
        assertThat(built.page("roses/index.html")).contains("../tulips/");
        assertThat(TestRepository.files(built.state())).contains("source/.ikiwiki/indexdb");
        assertThat(TestRepository.files(built.state())).noneMatch(file -> file.endsWith(".mdwn"));
        assertThat(built.plan().preset()).isEqualTo("ikiwiki");
        assertThat(built.plan().refreshes()).isTrue();
        assertThat(built.plan().rules().require()).containsExactly("index.html");
    }

    @Test
    void whatTheSetupFileExcludesIsNotPublished() throws Exception {
        String setup = TestRepository.read(wiki.directory().resolve("ikiwiki.setup"));
        wiki.write("ikiwiki.setup", setup + "exclude: ^drafts/|\\.secret$\n")
                .write("drafts/soon.mdwn", "Not yet.\n")
                .write(".hidden", "x");
        Bench.Built first = clean(wiki.commit("first"));
        assertThat(TestRepository.files(first.output()))
                .contains("roses/index.html")
                .noneMatch(file -> file.startsWith("drafts") || file.contains("hidden"));

        Revision second = wiki.write("drafts/later.mdwn", "Not at all.\n")
                .write("drafts/soon.mdwn", "Not yet, really.\n")
                .write("key.secret", "x")
                .write("lilies.mdwn", "Lilies.\n")
                .commit("second");
        Bench.Built built = refresh(second);
        assertThat(TestRepository.files(built.output()))
                .contains("lilies/index.html")
                .noneMatch(file -> file.startsWith("drafts") || file.contains("secret"));
        assertThat(contents(built.output())).isEqualTo(contents(clean(second).output()));
    }

    @Test
    void aPageIsAsOldAsTheHistorySays() throws Exception {
        String setup = TestRepository.read(wiki.directory().resolve("ikiwiki.setup"));
        wiki.write("ikiwiki.setup", setup + "timeformat: '%Y-%m-%dT%H:%M:%SZ'\n")
                .write("dated.mdwn", "One.\n");
        clean(wiki.commit("first"));
        Instant created = wiki.now();
        wiki.write("other.mdwn", "Other.\n").commit("second");
        Revision third =
                wiki.write("dated.mdwn", "Two.\n").write("new.mdwn", "New.\n").commit("third");
        Bench.Built built = refresh(third);

        assertThat(dates(built.page("dated/index.html"))).containsExactly(wiki.now(), created);
        assertThat(dates(built.page("new/index.html"))).containsExactly(wiki.now());
        assertThat(dates(built.page("other/index.html")))
                .containsExactly(wiki.now().minusSeconds(60));
    }

    /** Last edited, and created where that is another minute. */
    private static List<Instant> dates(String page) {
        return Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:]+Z")
                .matcher(page)
                .results()
                .map(found -> Instant.parse(found.group()))
                .distinct()
                .toList();
    }

    @Test
    void anotherBuilderDoesTheSameWorkFromTheCacheOfTheFirst() throws Exception {
        clean(wiki.commit("first"));
        try (Bench other = new Bench(temporary.resolve("other"), Installed.confinement(temporary))) {
            for (String text : List.of("2", "3", "4")) {
                Revision next = wiki.write("tulips.mdwn", text + "\n")
                        .write("blog/" + text + ".mdwn", "Post " + text + ".\n")
                        .commit(text);
                other.adopt(bench);
                Bench.Built there = finished(other.refresh(wiki.directory(), next));
                Bench.Built here = refresh(next);
                assertThat(rendered(there)).isEqualTo(rendered(here)).isNotEmpty();
                assertThat(contents(there.output())).isEqualTo(contents(here.output()));
                bench.adopt(other);
            }
        }
    }

    private static List<String> rendered(Bench.Built built) {
        return built.log().stream()
                .filter(line -> line.startsWith("building ") || line.startsWith("copying "))
                .sorted()
                .toList();
    }

    @Test
    void twoCleanBuildsAreTheSameToTheLastByte() throws Exception {
        wiki.commit("first");
        Revision second = wiki.write("tulips.mdwn", "Tulips, mended.\n").commit("second");
        assertThat(contents(clean(second).output()))
                .isEqualTo(contents(clean(second).output()));
    }

    @Test
    void aRefreshOfOnePageRendersThatPageAndWhatDependsOnIt() throws Exception {
        clean(wiki.commit("first"));
        Revision second = wiki.write("tulips.mdwn", "Tulips, mended.\n").commit("second");
        Bench.Built built = refresh(second);
        assertThat(built.page("tulips/index.html")).contains("Tulips, mended.");
        assertThat(built.log()).contains("building tulips.mdwn").doesNotContain("building roses.mdwn");
        assertThat(contents(built.output())).isEqualTo(contents(clean(second).output()));
    }

    @Test
    void aRefreshAddsAndRemovesPagesAndKeepsDates() throws Exception {
        clean(wiki.commit("first"));
        refresh(wiki.write("blog/second.mdwn", "The second post.\n").commit("second"));
        Revision third =
                wiki.remove("roses.mdwn").write("index.mdwn", "Bare.\n").commit("third");
        Bench.Built built = refresh(third);
        assertThat(TestRepository.files(built.output()))
                .contains("blog/second/index.html")
                .doesNotContain("roses/index.html");
        assertThat(contents(built.output())).isEqualTo(contents(clean(third).output()));
    }

    @Test
    void severalCommitsAreOneRefresh() throws Exception {
        clean(wiki.commit("first"));
        wiki.write("tulips.mdwn", "2\n").commit("second");
        wiki.write("new page.mdwn", "[[tulips]]\n").commit("third");
        Revision fourth = wiki.write("tulips.mdwn", "4\n").commit("fourth");
        Bench.Built built = refresh(fourth);
        assertThat(contents(built.output())).isEqualTo(contents(clean(fourth).output()));
    }

    @Test
    void aPageOfAnotherTypeReplacesThePageOfTheSameName() throws Exception {
        clean(wiki.commit("first"));
        Revision second = wiki.remove("tulips.mdwn")
                .write("tulips.html", "<p>By hand.</p>\n")
                .commit("second");
        Bench.Built built = refresh(second);
        assertThat(built.page("tulips/index.html")).contains("By hand.");
        assertThat(contents(built.output())).isEqualTo(contents(clean(second).output()));
    }

    @Test
    void aTemplateOfTheWikiThatChangesIsSeenByARefresh() throws Exception {
        wiki.write("templates/note.mdwn", "<b><TMPL_VAR text></b>\n")
                .write("tulips.mdwn", "[[!template id=note text=\"hello\"]]\n");
        clean(wiki.commit("first"));
        Revision second =
                wiki.write("templates/note.mdwn", "<i><TMPL_VAR text></i>\n").commit("second");
        assertThat(refresh(second).page("tulips/index.html")).contains("<i>hello</i>");
    }

    @Test
    void aDamagedIndexFailsTheRefreshInsteadOfRenderingFromNothing() throws Exception {
        Bench.Built first = clean(wiki.commit("first"));
        Files.writeString(first.state().resolve("source/.ikiwiki/indexdb"), "rubbish");
        Revision second = wiki.write("tulips.mdwn", "2\n").commit("second");
        assertThat(bench.refresh(wiki.directory(), second).result())
                .isInstanceOfSatisfying(RunResult.Broken.class, broken -> {
                    assertThat(broken.failure()).isEqualTo(FailureClass.GENERATOR_FAILED);
                    assertThat(broken.message()).contains("the index of the base", "cannot be read");
                });
    }

    @Test
    void aBrokenPageTemplateFailsTheBuildWithItsMessage() throws Exception {
        clean(wiki.commit("first"));
        Revision second =
                wiki.write("templates/page.tmpl", "<TMPL_IF broken>\n").commit("second");
        assertThat(bench.refresh(wiki.directory(), second).result())
                .isInstanceOfSatisfying(
                        RunResult.Broken.class,
                        broken -> assertThat(broken.failure()).isEqualTo(FailureClass.GENERATOR_FAILED));
    }

    @Test
    void anotherSetupIsAnotherFingerprint() throws Exception {
        Bench.Built first = clean(wiki.commit("first"));
        Bench.Built same = clean(wiki.write("tulips.mdwn", "2\n").commit("second"));
        assertThat(same.plan().fingerprint()).isEqualTo(first.plan().fingerprint());
        String setup = TestRepository.read(wiki.directory().resolve("ikiwiki.setup"));
        Bench.Built other = clean(
                wiki.write("ikiwiki.setup", setup.replace("Garden", "Park")).commit("third"));
        assertThat(other.plan().fingerprint()).isNotEqualTo(first.plan().fingerprint());
        assertThat(other.page("index.html")).contains("Park");
    }

    @Test
    void aWikiInAFolderOfTheRepositoryIsBuiltFromThere() throws Exception {
        TestRepository other = TestRepository.create(temporary.resolve("other"));
        other.write("sitemend.yml", "root: doc\n")
                .write("doc/index.mdwn", "Inside.\n")
                .write("code.c", "int main;\n");
        Revision first = other.commit("first");
        Bench.Built built = finished(bench.clean(other.directory(), first));
        assertThat(built.page("index.html")).contains("Inside.");
        Revision second = other.write("doc/more.mdwn", "More.\n").commit("second");
        Bench.Built refreshed = finished(bench.refresh(other.directory(), second));
        assertThat(contents(refreshed.output()))
                .isEqualTo(contents(
                        finished(bench.clean(other.directory(), second)).output()));
        other.close();
    }
}
