package dev.sitemend.publisher.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.publisher.artifact.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBlobsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Duration GRACE = Duration.ofMinutes(10);

    @TempDir
    private Path directory;

    private LocalBlobs blobs;

    @BeforeEach
    void open() throws IOException {
        blobs = openAt(NOON);
    }

    private LocalBlobs openAt(Instant now) throws IOException {
        LocalBlobs opened = new LocalBlobs(directory, Clock.fixed(now, ZoneOffset.UTC), GRACE);
        opened.open();
        return opened;
    }

    private static Content contentOf(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Content(Digest.ofBytes(LocalFiles.sha256().digest(bytes)), bytes.length);
    }

    private Content keep(String text) throws IOException {
        Content content = contentOf(text);
        blobs.keep(content, new ByteArrayInputStream(text.getBytes(UTF_8)));
        return content;
    }

    @Test
    void whatWasKeptIsThereAfterARestart() throws IOException {
        Content content = keep("hello");

        assertThat(openAt(NOON).file(content))
                .hasValueSatisfying(file -> assertThat(file).hasContent("hello"));
    }

    @Test
    void otherBytesThanTheContentAreRefusedAndLeaveNothing() throws IOException {
        assertThatThrownBy(() -> blobs.keep(contentOf("hello"), new ByteArrayInputStream("hullo".getBytes(UTF_8))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("expected 5 bytes of it, got 5 bytes of ");
        assertThat(blobs.holds(contentOf("hello"))).isFalse();
        assertThat(directory.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void aFileThatRottedIsFoundOutBeforeItsFirstUseAndCountsAsAbsent() throws IOException {
        Content content = keep("hello");
        Path file = blobs.file(content).orElseThrow();
        Files.writeString(file, "hullo");

        LocalBlobs restarted = openAt(NOON);

        assertThat(restarted.file(content)).isEmpty();
        assertThat(restarted.holds(content)).isFalse();
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatSomebodyDeletedOrCutCountsAsAbsent() throws IOException {
        Content deleted = keep("deleted");
        Content cut = keep("cut short");
        Files.delete(blobs.file(deleted).orElseThrow());
        Files.writeString(blobs.file(cut).orElseThrow(), "cut");

        assertThat(blobs.file(deleted)).isEmpty();
        assertThat(blobs.file(cut)).isEmpty();
    }

    @Test
    void whatADyingProcessLeftUnfinishedIsThrownAway() throws IOException {
        Path half = Files.writeString(directory.resolve("incoming").resolve("incoming123"), "ha");

        openAt(NOON);

        assertThat(half).doesNotExist();
    }

    private static List<Digest> evicted(LocalBlobs blobs, Set<Digest> pinned, long limit) throws IOException {
        List<Digest> evicted = new ArrayList<>();
        assertThat(blobs.evict(pinned::contains, limit, evicted::add).evicted()).isEqualTo(evicted.size());
        return evicted;
    }

    @Test
    void aFileThatIsChangedWhileWeRunIsFoundOutToo() throws IOException {
        Content content = keep("hello");
        Path file = blobs.file(content).orElseThrow();
        Files.writeString(file, "hullo");

        assertThat(blobs.file(content)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void usingAContentTellsTheDiskNowAndThenSoThatTheNextProcessKnows() throws IOException {
        Content content = keep("hello");

        openAt(NOON.plus(GRACE)).file(content);

        LocalBlobs later = openAt(NOON.plus(GRACE.multipliedBy(2)).minusSeconds(1));
        assertThat(evicted(later, Set.of(), 0)).isEmpty();
    }

    @Test
    void evictionTakesWhatWasUnusedLongestAndNeverWhatIsPinned() throws IOException {
        Content pinned = keep("pinned");
        Content old = keep("old");
        Content recent = keep("recent");
        Files.setLastModifiedTime(blobs.file(old).orElseThrow(), FileTime.from(NOON.minusSeconds(60)));
        for (Content content : Set.of(pinned, recent)) {
            Files.setLastModifiedTime(blobs.file(content).orElseThrow(), FileTime.from(NOON));
        }
        LocalBlobs later = openAt(NOON.plus(GRACE).plusSeconds(1));

        assertThat(evicted(later, Set.of(pinned.digest()), 6)).containsExactly(old.digest());
        assertThat(evicted(later, Set.of(pinned.digest()), 0)).containsExactly(recent.digest());
        assertThat(later.file(pinned)).isPresent();
        assertThat(later.file(old)).isEmpty();
    }

    @Test
    void whatIsInUseIsNotEvicted() throws IOException {
        Content content = keep("in use");

        assertThat(evicted(blobs, Set.of(), 0)).isEmpty();
        assertThat(blobs.file(content)).isPresent();
    }
}
