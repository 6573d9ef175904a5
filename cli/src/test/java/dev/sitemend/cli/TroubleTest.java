package dev.sitemend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroubleTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"400,2", "401,4", "403,4", "404,3", "409,4", "422,2", "423,4", "500,1", "503,5"})
    void theExitCodeSaysWhatKindOfTrouble(int status, int exitCode) {
        try (FakeServer server = new FakeServer()) {
            server.on("GET /api/v1/sites", status, "application/problem+json", "{\"detail\":\"Because of that.\"}");

            assertThat(new TestingTerminal(home).run("status", "--server", server.url()))
                    .isEqualTo(exitCode);
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsNamedWithTheCommandThatStartsIt() {
        TestingTerminal terminal = new TestingTerminal(home);

        assertThat(terminal.run("status", "--server", "http://127.0.0.1:1")).isEqualTo(5);
        assertThat(terminal.err())
                .contains("Cannot reach Sitemend at http://127.0.0.1:1")
                .contains("./sitemend up");
    }

    @Test
    void theServersSentenceIsShown() {
        try (FakeServer server = new FakeServer()) {
            server.on("GET /api/v1/sites/gardn", 404, "application/problem+json", "{\"detail\":\"No site “gardn”.\"}");
            TestingTerminal terminal = new TestingTerminal(home);

            assertThat(terminal.run("site", "show", "gardn", "--server", server.url()))
                    .isEqualTo(3);
            assertThat(terminal.err()).isEqualTo("No site “gardn”.\n");
        }
    }

    @Test
    void anUnknownCommandSuggestsTheRightOne() {
        TestingTerminal terminal = new TestingTerminal(home);

        assertThat(terminal.run("statsu")).isEqualTo(2);
        assertThat(terminal.err()).contains("status");
    }

    @ParameterizedTest
    @CsvSource({"logs garden#x", "build @main", "status --server ftp://x", "site set garden"})
    void aWrongCallSaysHowItLooks(String call) {
        TestingTerminal terminal = new TestingTerminal(home);

        assertThat(terminal.run(call.split(" "))).isEqualTo(2);
        assertThat(terminal.err()).isNotBlank();
    }

    @Test
    void theServerOfThisMachineIsFoundWithItsToken() throws Exception {
        Path data = Files.createDirectories(home.resolve(".local/share/sitemend"));
        try (FakeServer server = new FakeServer()) {
            server.on("GET /api/v1/sites", "{\"sites\":[]}");
            new ServerFile(server.url(), "http://localhost:8081", "http://127.0.0.1:9180", "k", "s", 1).write(data);
            Files.writeString(data.resolve("admin-token"), "the-token\n");

            assertThat(new TestingTerminal(home).run("status")).isEqualTo(0);

            assertThat(server.questions().getFirst().authorization()).isEqualTo("Bearer the-token");
        }
    }

    @Test
    void theTokenOfThisMachineIsNotShownToStrangers() throws Exception {
        Path data = Files.createDirectories(home.resolve(".local/share/sitemend"));
        try (FakeServer server = new FakeServer()) {
            server.on("GET /api/v1/sites", "{\"sites\":[]}");
            new ServerFile("http://localhost:8080", "", "", "", "", 1).write(data);
            Files.writeString(data.resolve("admin-token"), "the-token\n");

            new TestingTerminal(home).run("status", "--server", server.url());

            assertThat(server.questions().getFirst().authorization()).isEmpty();
        }
    }

    @Test
    void eachCommandHasHelp() {
        for (String command : new String[] {
            "site", "site add", "build", "status", "builds", "logs", "watch", "explain", "dead-letters", "token"
        }) {
            TestingTerminal terminal = new TestingTerminal(home);

            assertThat(terminal.run((command + " --help").split(" "))).isEqualTo(0);
            assertThat(terminal.out()).startsWith("Usage: sitemend " + command);
        }
    }

    @Test
    void completionIsAScript() {
        TestingTerminal terminal = new TestingTerminal(home);

        assertThat(terminal.run("completion")).isEqualTo(0);
        assertThat(terminal.out()).contains("dead-letters").contains("complete");
    }
}
