package dev.sitemend.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RawNamesTest {
    // Names as a shell writes them: newline, an emoji, Latin-1 that is no UTF-8; a link to the last.
    private static final String WRITE = """
            cd "$1" && mkdir source && cd source
            printf one > "$(printf 'line\\nbreak')"
            printf two > "$(printf '\\360\\237\\214\\261')"
            mkdir "$(printf 'sp\\344t')"
            printf three > "$(printf 'sp\\344t/\\377')"
            ln -s "$(printf '../source/sp\\344t/\\377')" "$(printf 'l\\366nk')"
            ln -s "$(printf '/tmp/\\344')" absolute
            """;
    private static final String COMPARE = """
            cd "$1" && diff -r --no-dereference source copy >&2 || exit 1
            (cd source && find . -printf '%p %y %l\\0' | sort -z) > a
            (cd copy && find . -printf '%p %y %l\\0' | sort -z) > b
            cmp a b
            """;

    @TempDir
    Path directory;

    /** What the other JVM runs. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        Trees trees = new Trees(new InMemoryObjectStore(), directory.resolve("scratch"));
        SiteId site = new SiteId("garden");
        Uploaded uploaded = trees.upload(site, List.of(trees.scan(directory.resolve("source"))), List.of());
        trees.restore(site, uploaded.trees().getFirst().root(), uploaded.packs(), directory.resolve("copy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "POSIX"})
    void namesStayTheirBytesInAnyLocale(String locale) throws IOException, InterruptedException {
        run(locale, "sh", "-c", WRITE, "sh", directory.toString());

        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        run(
                locale,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                RawNamesTest.class.getName(),
                directory.toString());

        run(locale, "sh", "-c", COMPARE, "sh", directory.toString());
    }

    @Test
    void aLinkTargetLosesTrailingAndDoubledSlashesOnly() {
        assertThat(RawNames.targetBytes(Path.of("../a//b/"))).asString().isEqualTo("../a/b");
        assertThat(RawNames.targetBytes(Path.of("/tmp"))).asString().isEqualTo("/tmp");
        assertThat(RawNames.path(new byte[] {'/', (byte) 0xe4})).isAbsolute();
    }

    @Test
    void aPathIsShownOnOneLine() {
        TreePath path = TreePath.of("line\nbreak/🌱");

        assertThat(path).hasToString("line\\nbreak/🌱");
        assertThat(TreePath.of(new byte[] {'a', (byte) 0xff})).hasToString("a\\xff");
        assertThat(TreePath.of("a").bytes()).isEqualTo("a".getBytes(StandardCharsets.UTF_8));
    }

    private static void run(String locale, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LC_ALL", locale);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(output).isZero();
    }
}
