package dev.sitemend.builder.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.workspace.Folder;
import dev.sitemend.builder.workspace.MergedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutputGateTest {
    private static final String MARK = "<span class=\"error\">";

    @TempDir
    Path output;

    private final Map<String, String> live = new HashMap<>();
    private List<String> require = List.of();
    private LinkCheck links = LinkCheck.OFF;
    private Optional<ErrorMark> errorMark = Optional.empty();
    private Candidate.Shrinking shrinking = Candidate.Shrinking.LIMITED;

    private void write(String file, String content) throws IOException {
        Path path = output.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private Verdict check() {
        Optional<PreviousOutput> previous = live.isEmpty()
                ? Optional.empty()
                : Optional.of(new PreviousOutput() {
                    @Override
                    public long count() {
                        return live.size();
                    }

                    @Override
                    public Set<String> files() {
                        return live.keySet();
                    }

                    @Override
                    public Optional<byte[]> content(String file) {
                        return Optional.ofNullable(live.get(file)).map(text -> text.getBytes(StandardCharsets.UTF_8));
                    }
                });
        MergedFolder made = new MergedFolder(output, new Folder.Whole(output));
        return Gate.standard()
                .check(new Candidate(
                        new Output(made, count(made)), previous, new Rules(require, 50, links, errorMark), shrinking));
    }

    private static long count(MergedFolder made) {
        try {
            return made.all().size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String refused() {
        Verdict verdict = check();
        assertThat(verdict).isInstanceOf(Verdict.Refused.class);
        return ((Verdict.Refused) verdict).message();
    }

    private List<String> passed() {
        Verdict verdict = check();
        assertThat(verdict).isInstanceOf(Verdict.Passed.class);
        return ((Verdict.Passed) verdict).notes();
    }

    @Test
    void anOutputWithFilesPasses() throws IOException {
        write("index.html", "<p>hi</p>");
        assertThat(passed()).isEmpty();
    }

    @Test
    void anEmptyOutputIsRefused() throws IOException {
        Files.createDirectories(output.resolve("empty/folder"));
        assertThat(refused()).startsWith("The build ended well but left no files.");
    }

    @Test
    void aMissingRequiredPathIsRefusedByName() throws IOException {
        require = List.of("index.html", "css");
        write("css/site.css", "a {}");
        assertThat(refused()).contains("The output lacks index.html, which must be there");
    }

    @Test
    void aPipeIsRefusedByName() throws Exception {
        write("index.html", "x");
        Process process = new ProcessBuilder("mkfifo", output.resolve("pipe").toString()).start();
        assertThat(process.waitFor()).isZero();
        assertThat(refused()).contains("neither a file nor a folder nor a link: pipe");
    }

    @ParameterizedTest
    @CsvSource({
        "100,50,LIMITED,true",
        "100,49,LIMITED,false",
        "100,1,FORCED,true",
        "3,2,LIMITED,true",
        "1,2,LIMITED,true"
    })
    void anOutputMayNotLoseMoreThanItsShareOfFiles(int before, int now, Candidate.Shrinking force, boolean passes)
            throws IOException {
        for (int i = 0; i < before; i++) {
            live.put("page" + i + ".html", "x");
        }
        for (int i = 0; i < now; i++) {
            write("page" + i + ".html", "x");
        }
        shrinking = force;
        if (passes) {
            assertThat(passed()).isEmpty();
        } else {
            assertThat(refused()).contains("has 49 files, what is live has 100", "51\u00A0%", "gate.shrink");
        }
    }

    @Test
    void aNewErrorMarkInAPageIsRefusedWithWhatItSays() throws IOException {
        errorMark = Optional.of(new ErrorMark(MARK, ErrorCheck.FAIL));
        live.put("index.html", "<p>fine</p>");
        live.put("old.html", MARK + "Error: known</span>");
        write("index.html", "<p>[[" + MARK + "Error: Can't locate <b>Text/CSV.pm</b>\n in @INC</span>]]</p>");
        write("old.html", MARK + "Error: known</span>");
        assertThat(refused())
                .contains("index.html", "Error: Can't locate Text/CSV.pm in @INC")
                .doesNotContain("old.html");
    }

    @Test
    void anErrorMarkIsOnlyNotedWhileNothingIsLive() throws IOException {
        errorMark = Optional.of(new ErrorMark(MARK, ErrorCheck.FAIL));
        write("index.html", MARK + "Error: x</span>");
        assertThat(passed()).singleElement().asString().contains("index.html", "Error: x");
    }

    @ParameterizedTest
    @CsvSource({"WARN, 1", "OFF, 0"})
    void anErrorMarkIsNotedOrIgnoredWhereTheSiteSaysSo(ErrorCheck check, int notes) throws IOException {
        errorMark = Optional.of(new ErrorMark(MARK, check));
        live.put("index.html", "<p>fine</p>");
        write("index.html", MARK + "Error: x</span>");
        assertThat(passed()).hasSize(notes);
    }

    @Test
    void anErrorMarkOfAGeneratorThatLeavesNoneMeansNothing() throws IOException {
        live.put("index.html", "x");
        write("index.html", MARK + "Error: x</span>");
        assertThat(passed()).isEmpty();
    }

    @Test
    void danglingLinksAreWarnedOfOrRefused() throws IOException {
        write("index.html", "<a href=\"there.html\">a</a> <a class=x href='/gone/'>b</a> <img src=missing.png>");
        write("there.html", "x");
        links = LinkCheck.WARN;
        assertThat(passed())
                .singleElement()
                .asString()
                .contains("2 links lead nowhere: index.html → /gone/, index.html → missing.png");
        links = LinkCheck.FAIL;
        assertThat(refused()).contains("2 links lead nowhere", "gate.links");
    }

    @Test
    void linksThatLeadSomewhereAreNotDangling() throws IOException {
        write("a/index.html", """
                <!-- <a href="commented.html"> -->
                <a href="">self</a><a href="#top">top</a><a href="?q=1">q</a><a href="../b%20c/">decoded</a>
                <a href="/b c/x#frag">without .html</a><a href="https://example.org/x">out</a><a href="//cdn/x">cdn</a>
                <a href="mailto:ada@example.org">mail</a><a href="javascript:void(0)">js</a><a href="/old/post">moved</a>
                <script src="../s.js?v=2">var a = '<a href="in-script.html">'</script><a href="..">up</a>
                """);
        write("index.html", "x");
        write("b c/index.html", "x");
        write("b c/x.html", "x");
        write("s.js", "x");
        write("_redirects", "/old/* /new 301\n/user/:id/posts /u\n");
        links = LinkCheck.FAIL;
        assertThat(passed()).isEmpty();
    }

    @Test
    void aLinkOutOfTheOutputIsNotFollowed() throws IOException {
        Files.createSymbolicLink(output.resolve("index.html"), Path.of("/etc/passwd"));
        errorMark = Optional.of(new ErrorMark("root:", ErrorCheck.FAIL));
        assertThat(passed()).isEmpty();
    }
}
