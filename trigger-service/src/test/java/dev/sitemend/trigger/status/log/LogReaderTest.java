package dev.sitemend.trigger.status.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import dev.sitemend.contracts.event.LogEvent.LogChunk;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.store.build.Builds;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
    private static final SiteId SITE = new SiteId("garden");
    private static final BuildNumber BUILD = new BuildNumber(7);

    @TempDir
    Path directory;

    private final Builds builds = new Builds(
            new InMemoryObjectStore(), new DocumentSigner("a secret of many bytes".getBytes(StandardCharsets.UTF_8)));
    private final List<String> seen = new ArrayList<>();
    private RunningLogs running;
    private LogReader reader;

    @BeforeEach
    void begin() {
        running = new RunningLogs(
                directory.resolve("running"), Clock.fixed(Instant.parse("2026-03-13T03:12:00Z"), ZoneOffset.UTC));
        running.begin();
        reader = new LogReader(running, builds);
    }

    @AfterEach
    void end() {
        running.close();
    }

    @Test
    void linesOfARunningBuildAreReadAndDoublesAreNot() throws Exception {
        chunk(0, "one", "two");
        chunk(0, "one", "two");
        chunk(1, "two", "three");

        reader.readNow(SITE, BUILD, 0, collector());

        assertThat(seen).containsExactly("0 one", "1 two", "2 three");
    }

    @Test
    void aReaderResumesBehindTheLineThatItHas() throws Exception {
        chunk(0, IntStream.range(0, 1_000).mapToObj(i -> "line " + i).toArray(String[]::new));

        reader.readNow(SITE, BUILD, 998, collector());

        assertThat(seen).containsExactly("998 line 998", "999 line 999");
    }

    @Test
    void whatIsBehindAGapComesFromTheStoreWhenTheBuildHasEnded() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        chunk(0, "one", "two");
        chunk(5, "six");

        reader.follow(SITE, BUILD, 0, ended::get, () -> true, new Collector() {
            @Override
            public void pause() throws IOException {
                store("one", "two", "three", "four", "five", "six");
                ended.set(true);
            }
        });

        assertThat(seen).containsExactly("0 one", "1 two", "2 three", "3 four", "4 five", "5 six");
    }

    @Test
    void aFollowerGoesOverFromTheTopicToTheStoreWithoutAGapOrADouble() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        List<Runnable> happenings =
                new ArrayList<>(List.of(() -> chunk(0, "one"), () -> chunk(1, "two", "three"), () -> {
                    // The end is known before its last lines arrive from the topic.
                    store("one", "two", "three", "four");
                    ended.set(true);
                }));

        reader.follow(SITE, BUILD, 0, ended::get, () -> true, new Collector() {
            @Override
            public void pause() {
                happenings.removeFirst().run();
            }
        });

        assertThat(seen).containsExactly("0 one", "1 two", "2 three", "3 four");
    }

    @Test
    void aBuildThatKeptNoLogEndsWithWhatTheTopicHad() throws Exception {
        chunk(0, "one");

        reader.follow(SITE, BUILD, 0, () -> true, () -> true, collector());

        assertThat(seen).containsExactly("0 one");
    }

    private void chunk(long first, String... lines) {
        running.append(new LogChunk(SITE, BUILD, first, List.of(lines)));
    }

    private void store(String... lines) {
        Path file = directory.resolve("log.zst");
        try (OutputStream output = new ZstdOutputStream(Files.newOutputStream(file))) {
            output.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        builds.putLog(SITE, BUILD, file);
    }

    private LogReader.Lines collector() {
        return new Collector();
    }

    private class Collector implements LogReader.Lines {
        @Override
        public void line(long number, String text) {
            seen.add(number + " " + text);
        }

        @Override
        public void pause() throws IOException {}
    }
}
