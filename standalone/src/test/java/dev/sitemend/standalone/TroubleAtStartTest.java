package dev.sitemend.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TroubleAtStartTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @Test
    void aTakenPortIsNamedWithTheOptionThatChoosesAnother() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = other.getLocalPort();

            assertThat(run("up", "--port", "0", "--sites-port", Integer.toString(port)))
                    .isEqualTo(4);
            assertThat(err())
                    .contains("Cannot start the sites: port %d of 127.0.0.1 is taken".formatted(port))
                    .contains("--sites-port PORT, 0 for any free one");
        }
    }

    @Test
    void aStoreElsewhereNeedsItsKeys() {
        assertThat(run("up", "--port", "0", "--store", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(err()).contains("SITEMEND_STORE_ACCESS_KEY");
    }

    @Test
    void anUnknownSandboxIsAWrongCall() {
        assertThat(run("up", "--port", "0", "--sandbox", "docker")).isEqualTo(2);
        assertThat(err()).contains("It is bwrap or none.");
    }

    @Test
    void helpNamesAllCommands() {
        assertThat(run("--help")).isEqualTo(0);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("up", "demo", "doctor", "site", "explain", "dead-letters", "completion")
                .doesNotContain("rehearse");
    }

    private int run(String... arguments) {
        Surroundings surroundings = new Surroundings(
                Map.of("SITEMEND_DATA", folder.toString()),
                folder,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Surroundings.Look.PLAIN,
                Clock.systemUTC(),
                Thread::sleep);
        return Standalone.commandLine(surroundings).execute(arguments);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
