package dev.sitemend.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.cli.Api;
import dev.sitemend.cli.Json;
import dev.sitemend.cli.ServerFile;
import dev.sitemend.cli.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The whole, as a person uses it: start, push, look, kill, start again, end. */
class UpTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void sitesAreAskedForByName() {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
    }

    @Test
    void aPushIsLiveAndStaysSoOverAKill() throws Exception {
        Path data = folder.resolve("data");
        try (UpProcess up = UpProcess.start(data, "--sandbox", "none")) {
            await("it says how to push").until(() -> up.lines().stream().anyMatch(line -> line.contains("git push")));
            ObjectNode site = Json.MAPPER.createObjectNode();
            site.put("site", "garden");
            site.put("generator", "static");
            Api.at(up.addresses().url(), up.adminToken()).post("/api/v1/sites", site);
            push(up, "Hello from the garden");
            awaitPage(up.addresses(), "Hello from the garden");

            assertThat(anotherUp(data))
                    .contains("Sitemend runs on %s already: %s"
                            .formatted(data, up.addresses().url()));
            up.kill();
        }

        try (UpProcess again = UpProcess.start(data, "--sandbox", "none")) {
            awaitPage(again.addresses(), "Hello from the garden");
            push(again, "Hello again");
            awaitPage(again.addresses(), "Hello again");

            assertThat(again.endsWithin(10)).as("ended within 10 s").isTrue();
            assertThat(ServerFile.read(data)).isEmpty();
        }
    }

    private String anotherUp(Path data) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                Map.of(),
                folder,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Surroundings.Look.PLAIN,
                Clock.systemUTC(),
                Thread::sleep);
        int exit = Standalone.commandLine(surroundings).execute("up", "--port", "0", "--data", data.toString());
        assertThat(exit).isEqualTo(4);
        return err.toString(StandardCharsets.UTF_8);
    }

    private void push(UpProcess up, String text) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        if (!Files.exists(copy.resolve(".git"))) {
            git(copy, "init", "--quiet", "--initial-branch=main");
        }

        Files.writeString(copy.resolve("index.html"), "<p>" + text + "</p>");
        git(copy, "add", ".");
        git(copy, "-c", "user.name=g", "-c", "user.email=g@example.org", "commit", "--quiet", "-m", text);
        String remote = up.addresses().url().replace("://", "://git:" + up.adminToken() + "@") + "/git/garden.git";
        git(copy, "push", "--quiet", remote, "HEAD:main");
    }

    private static void git(Path folder, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("git %s said %s", arguments[0], said).isZero();
    }

    private static void awaitPage(ServerFile addresses, String text) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(addresses.sitesUrl() + "/"))
                .header("Host", "garden." + URI.create(addresses.sitesUrl()).getAuthority())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            await("the page says " + text)
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                    .body())
                            .contains(text));
        }
    }
}
