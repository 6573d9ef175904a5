package dev.sitemend.builder.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.gate.ErrorCheck;
import dev.sitemend.builder.gate.LinkCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SitemendYmlTest {
    static final String EVERYTHING = """
            generator: ikiwiki
            root: doc
            build:
              refresh: ./build.sh
              rebuild: ./build.sh --clean
              output: public
              state: [.cache, var/state]
              environment: { KEY: value, NUMBER: 7, FLAG: true }
              network: true
              timeout: 45m
              silence: 90s
            gate:
              require: [index.html, css/site.css]
              shrink: 20%
              links: warn
              errors: warn
            publish:
              branch: live
              previews: ["feature/*"]
            audit: { every: 7d, sample: 50 }
            generators:
              ikiwiki: { setup: wiki.setup }
              hugo: { environment: staging }
              jekyll: { incremental: true }
              mkdocs: { config: docs.yml }
            """;

    private static SiteConfiguration valid(String text) {
        Configured configured = SitemendYml.parse(text);
        assertThat(configured).isInstanceOf(Configured.Valid.class);
        return ((Configured.Valid) configured).configuration();
    }

    private static String invalid(String text) {
        Configured configured = SitemendYml.parse(text);
        assertThat(configured).isInstanceOf(Configured.Invalid.class);
        return ((Configured.Invalid) configured).message();
    }

    @Test
    void readsEveryKey() {
        assertThat(valid(EVERYTHING))
                .isEqualTo(new SiteConfiguration(
                        Optional.of("ikiwiki"),
                        "doc",
                        new SiteConfiguration.Build(
                                Optional.of("./build.sh"),
                                Optional.of("./build.sh --clean"),
                                Optional.of("public"),
                                List.of(".cache", "var/state"),
                                Map.of("KEY", "value", "NUMBER", "7", "FLAG", "true"),
                                true,
                                Optional.of(Duration.ofMinutes(45)),
                                Optional.of(Duration.ofSeconds(90))),
                        new SiteConfiguration.Gate(
                                List.of("index.html", "css/site.css"), 20, LinkCheck.WARN, ErrorCheck.WARN),
                        new SiteConfiguration.Publish(Optional.of("live"), List.of("feature/*")),
                        Optional.of(new SiteConfiguration.Audit(Optional.of(Duration.ofDays(7)), OptionalInt.of(50))),
                        Map.of(
                                "ikiwiki", Map.of("setup", "wiki.setup"),
                                "hugo", Map.of("environment", "staging"),
                                "jekyll", Map.of("incremental", "true"),
                                "mkdocs", Map.of("config", "docs.yml"))));
    }

    @Test
    void everythingIsOptional() {
        assertThat(valid("")).isEqualTo(SiteConfiguration.DEFAULT);
        assertThat(valid("# nothing\n")).isEqualTo(SiteConfiguration.DEFAULT);
        assertThat(valid("build:\ngate:\n")).isEqualTo(SiteConfiguration.DEFAULT);
    }

    @Test
    void aBareOffIsOff() {
        assertThat(valid("gate: { links: off }").gate().links()).isEqualTo(LinkCheck.OFF);
        assertThat(valid("gate: { errors: off }").gate().errors()).isEqualTo(ErrorCheck.OFF);
        assertThat(valid("gate: { links: warn }").gate().errors()).isEqualTo(ErrorCheck.FAIL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "generater: hugo|sitemend.yml:1: unknown key 'generater'. Most likely meant: generator.",
                "build: { ouptut: x }|sitemend.yml:1: unknown key 'build.ouptut'. Most likely meant: build.output.",
                "timeout: 30m|sitemend.yml:1: unknown key 'timeout'. Most likely meant: build.timeout.",
                "xyzzy: 1|sitemend.yml:1: unknown key 'xyzzy'. Known here: audit, build, gate",
                "generator: huggo|'generator' is 'huggo', but must be one of ikiwiki, hugo",
                "generator: huggo|Most likely meant: hugo",
                "build: { timeout: 30 }|'build.timeout' is '30', but must be a number with s, m, h, d or w behind it",
                "build: { timeout: 0m }|'build.timeout' is '0m'",
                "build: { timeout: -5m }|'build.timeout' is '-5m'",
                "build: { timeout: soon }|'build.timeout' is 'soon'",
                "build: { network: maybe }|'build.network' is 'maybe', but must be true or false",
                "build: { rebuild: [make] }|'build.rebuild' must be one value, but is a list",
                "build: { rebuild: yes }|'build.rebuild' must be text, but is true or false (yes). Put it in quotes",
                "build: { state: .cache }|'build.state' must be a list, as in [a, b], but is '.cache'",
                "build: { state: [../x] }|'build.state' must hold paths inside the site only, but holds '../x'",
                "build: make|'build' must hold keys with values, but is 'make'",
                "root: ../other|'root' is '../other', but must be a path inside the site",
                "root: /etc|'root' is '/etc', but must be a path inside the site",
                "gate: { shrink: 50 }|'gate.shrink' is '50', but must be a share from 0% to 100%",
                "gate: { shrink: 101% }|'gate.shrink' is '101%'",
                "gate: { errors: maybe }|'gate.errors' is 'maybe', but must be one of off, warn, fail",
                "gate: { links: maybe }|'gate.links' is 'maybe', but must be one of off, warn, fail",
                "build: { environment: { a-b: 1 } }|'build.environment.a-b': a name must be letters, digits and _",
                "build: { environment: { A: [1] } }|'build.environment.A' must be one value, but is a list",
                "audit: { sample: 0 }|'audit.sample' is '0', but must be a whole number from 1",
                "[a]|the file must hold keys with values, but is a list",
                "build: {|sitemend.yml:1: not valid YAML"
            })
    void eachMistakeIsToldWithItsPlaceAndWhatWasMeant(String text, String expected) {
        assertThat(invalid(text)).contains(expected);
    }

    @Test
    void allMistakesAreToldAtOnceInTheirOrder() {
        assertThat(invalid("gate:\n  shrink: half\ngenerater: hugo\nbuild:\n  network: 3\n")
                        .lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("sitemend.yml:2: 'gate.shrink'"),
                        line -> assertThat(line).startsWith("sitemend.yml:3: unknown key 'generater'"),
                        line -> assertThat(line).startsWith("sitemend.yml:5: 'build.network'"));
    }

    @Test
    void aKeyThatStandsTwiceIsAMistake() {
        assertThat(invalid("root: a\nroot: b\n")).isEqualTo("sitemend.yml:2: 'root' stands here twice");
    }

    @Test
    void tagsAndBombsDoNothing() {
        assertThat(invalid("root: !!javax.script.ScriptEngineManager [x]")).contains("sitemend.yml");
        assertThat(invalid("&a [*a]")).contains("sitemend.yml");
    }

    @Test
    void aLinkIsNotFollowed(@TempDir Path source) throws IOException {
        Files.createSymbolicLink(source.resolve("sitemend.yml"), Path.of("/etc/passwd"));
        assertThat(SitemendYml.read(source))
                .isEqualTo(new Configured.Invalid("sitemend.yml must be a plain file, not a link or a folder."));
    }

    @Test
    void aFileThatIsTooBigIsNotRead(@TempDir Path source) throws IOException {
        Files.writeString(source.resolve("sitemend.yml"), "# " + "x".repeat(70_000));
        assertThat(SitemendYml.read(source)).isInstanceOf(Configured.Invalid.class);
    }
}
