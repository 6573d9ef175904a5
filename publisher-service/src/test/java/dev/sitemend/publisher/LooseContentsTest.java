package dev.sitemend.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.publisher.UnreachableStore.Cable;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What is not live any more goes from the disk when there is no room for it, and nothing else does. */
class LooseContentsTest {
    private static final ChannelId MAIN = ChannelId.of("docs", "main");
    private static final Instant START = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration LATER = Duration.ofHours(2);

    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final UnreachableStore cable = new UnreachableStore(store);

    @Test
    void theOldGenerationGoesAndTheLiveOneNeedsNoStore() throws Exception {
        cable.turn(Cable.PLUGGED);
        Map<String, String> second = Map.of("index.html", "two", "a/same.html", "same", "link", "-> a/same.html");
        Report first;
        try (TestPublisher publisher = startAt(START)) {
            publisher.site("docs");
            first = publisher.build(MAIN, Map.of("index.html", "one", "a/same.html", "same", "b/old.html", "old"));
            publisher.promote(first);
            publisher.publish(MAIN, second);
        }
        assertThat(contents()).contains("one", "old");

        try (TestPublisher publisher = startAt(START.plus(LATER))) {
            // What arrives makes it look for room.
            publisher.publish(ChannelId.of("docs", "draft"), Map.of("index.html", "draft"));
            publisher.upkeep();
        }
        assertThat(contents()).contains("two", "same", "draft").doesNotContain("one", "old");

        cable.turn(Cable.PULLED);
        try (TestPublisher publisher = startAt(START.plus(LATER))) {
            assertThat(publisher.http().text("docs.localhost", "/")).isEqualTo("two");
            assertThat(publisher.http().text("docs.localhost", "/link")).isEqualTo("same");

            cable.turn(Cable.PLUGGED);
            publisher.promote(first);
            assertThat(publisher.http().text("docs.localhost", "/b/old.html")).isEqualTo("old");
        }
    }

    private TestPublisher startAt(Instant now) throws Exception {
        return TestPublisher.start(cable, directory, DataSize.ofBytes(0), Clock.fixed(now, ZoneOffset.UTC));
    }

    /** The small texts among the contents on the disk. */
    private Set<String> contents() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data/serving/blobs"))) {
            return files.filter(Files::isRegularFile)
                    .map(LooseContentsTest::text)
                    .collect(Collectors.toSet());
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
