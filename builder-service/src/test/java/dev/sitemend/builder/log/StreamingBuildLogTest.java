package dev.sitemend.builder.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamingBuildLogTest {
    @TempDir
    Path temporary;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<Chunk> chunks = Collections.synchronizedList(new ArrayList<>());

    private record Chunk(long first, List<String> lines) {}

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private BuildLog open(String... secrets) {
        return new BuildLogs(timer)
                .open(
                        temporary.resolve("log.zst"),
                        List.of(secrets),
                        (first, lines) -> chunks.add(new Chunk(first, List.copyOf(lines))));
    }

    private List<String> lines() {
        return chunks.stream().flatMap(chunk -> chunk.lines().stream()).toList();
    }

    private String kept() throws IOException {
        try (InputStream in = new ZstdInputStream(Files.newInputStream(temporary.resolve("log.zst")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesComeInOrderWithTheirOffsetsAndAreKeptWhole() throws IOException {
        BuildLog log = open();
        log.say("begins");
        for (int i = 0; i < 450; i++) {
            write(log.stream(), "line " + i + "\n");
        }
        write(log.stream(), "no newline");
        log.close();

        assertThat(lines()).hasSize(452).startsWith("begins", "line 0").endsWith("line 449", "no newline");
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.lines()).hasSizeLessThanOrEqualTo(200));
        long next = 0;
        for (Chunk chunk : chunks) {
            assertThat(chunk.first()).isEqualTo(next);
            next += chunk.lines().size();
        }
        assertThat(kept().lines().toList()).isEqualTo(lines());
        assertThat(log.tail(2)).containsExactly("line 449", "no newline");
    }

    @Test
    void aLoneLineIsNotKeptWaiting() {
        BuildLog log = open();
        log.say("slow work");
        await("the line").atMost(Duration.ofSeconds(5)).until(() -> lines().contains("slow work"));
        log.close();
    }

    @Test
    void secretsAreMaskedInTheFormsThatToolsPrintThem() throws IOException {
        BuildLog log = open("hunter2/x", "second\nsecret-line");
        write(log.stream(), "plain hunter2/x, in an address hunter2%2Fx, in a header aHVudGVyMi94\n");
        write(log.stream(), "secret-line and https://ada:pass@example.org/x.git\n");
        log.close();
        assertThat(lines())
                .containsExactly(
                        "plain ***, in an address ***, in a header ***", "*** and https://ada:***@example.org/x.git");
        assertThat(kept()).doesNotContain("hunter2");
    }

    @Test
    void aSecretThatIsSplitOverWritesIsMasked() throws IOException {
        BuildLog log = open("hunter22");
        write(log.stream(), "token hunt");
        write(log.stream(), "er22 done\n");
        log.close();
        assertThat(lines()).containsExactly("token *** done");
    }

    @Test
    void aSecretAtTheCutOfAVeryLongLineIsMasked() throws IOException {
        BuildLog log = open("hunter22");
        write(
                log.stream(),
                "x".repeat(StreamingBuildLog.LONGEST_LINE - 4) + "hunter22" + "y".repeat(100_000) + "\nnext\n");
        log.close();
        assertThat(lines().getFirst()).doesNotContain("hunt").contains("more bytes cut");
        assertThat(lines().getFirst().length()).isLessThan(StreamingBuildLog.LONGEST_LINE + 50);
        assertThat(lines().getLast()).isEqualTo("next");
    }

    @Test
    void invalidUtf8IsReplacedAndTerminalCodesAreTakenOut() throws IOException {
        BuildLog log = open();
        log.stream().write(new byte[] {'a', (byte) 0xff, 'b', '\n'});
        write(log.stream(), "\u001B[31mred\u001B[0m\u0007 \u001B]0;title\u0007tab\there\n");
        log.close();
        assertThat(lines()).containsExactly("a\uFFFDb", "red tab\there");
    }

    @Test
    void progressBarsAreLines() throws IOException {
        BuildLog log = open();
        write(log.stream(), "10%\r20%\r\ndone\r\n");
        log.close();
        assertThat(lines()).containsExactly("10%", "20%", "done");
    }

    @Test
    void closingTwiceIsHarmlessAndNothingIsWrittenAfterwards() throws IOException {
        BuildLog log = open();
        log.say("one");
        log.close();
        log.close();
        log.say("two");
        assertThat(kept()).isEqualTo("one\n");
    }

    @Test
    void anEmptyLogIsAFileToo() throws IOException {
        open().close();
        assertThat(kept()).isEmpty();
    }

    @Test
    void tailNeverHoldsMoreThanThereIs() {
        BuildLog log = open();
        IntStream.range(0, 3).forEach(i -> log.say("line " + i));
        assertThat(log.tail(10)).containsExactly("line 0", "line 1", "line 2");
        log.close();
    }
}
