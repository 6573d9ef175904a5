package dev.sitemend.store.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.store.publication.ChannelLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days are counted from 0; it is day 20. Two builds stay, and what is younger than three days. */
final class ChannelRetentionTest {
    private static final ChannelId MAIN = ChannelId.of("docs", "main");
    private static final Instant DAY_0 = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant NOW = day(20);
    private static final RetentionPolicy.Window TWO_AND_THREE_DAYS = new RetentionPolicy.Window(2, Duration.ofDays(3));

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                // log (entry@day), successes (build@day), needed by open builds -> stays, goes
                "none, none, none, none, none",
                "p1@1, 1@1, none, 1 LIVE, none",
                "p1@1 p2@2, 1@1 2@2, none, 1 RETAINED 2 LIVE, none",
                "p1@1 p2@2 p3@3, 1@1 2@2 3@3, none, 2 RETAINED 3 LIVE, 1",
                // Its report may have gone with the journal: the log names its pages.
                "p1@1 p2@2 p3@3, 3@3, none, 2 RETAINED 3 LIVE, 1",
                // 2 was live until day 18, 1 only until day 10.
                "p1@1 p2@10 p3@18 p4@19, 1@1 2@10 3@18 4@19, none, 2 LIVE_LATELY 3 RETAINED 4 LIVE, 1",
                // Collected already: nothing more is said of it.
                "p1@1 p2@2 p3@3 c1@4, 2@2 3@3, none, 2 RETAINED 3 LIVE, none",
                // Back to 1: what was live last counts, not what is newest; and the next build starts from 4.
                "p1@1 p2@2 p3@3 p4@4 b1@5, 1@1 2@2 3@3 4@4, none, 1 LIVE 4 RETAINED, 2 3",
                "p1@1 p2@2 p3@3 b1@4 b2@5, 1@1 2@2 3@3, none, 1 RETAINED 2 LIVE 3 NEXT_BASE, none",
                // Held by a lock: the newest is offered when it is lifted; the one before it is not.
                "p1@1 l@2, 1@1 2@3 3@4, none, 1 LIVE 3 NEXT_BASE, 2",
                "p1@1 l@2, 1@1 2@18 3@19, none, 1 LIVE 2 YOUNG 3 NEXT_BASE, none",
                // Never published: an audit, or one that was overtaken.
                "p3@3, 1@1 2@19 3@3, none, 2 YOUNG 3 LIVE, 1",
                // A branch without a preview.
                "none, 1@1 2@2, none, 2 NEXT_BASE, 1",
                // A build under way started from 1, and uses the packs of 2 again.
                "p1@1 p2@2 p3@3 p4@4, 1@1 2@2 3@3 4@4, 1 2, 1 OPEN_BUILD 2 OPEN_BUILD 3 RETAINED 4 LIVE, none",
                // The branch is gone: for three days all that was live lately stays, then nothing.
                "p1@1 p2@2 r3@19, 1@1 2@2, none, 2 LIVE_LATELY, 1",
                "p1@1 p2@2 r3@10, 1@1 2@2, none, none, 1 2",
                "p1@1 p2@2 r3@10 c1@12 c2@12, none, none, none, none",
                "p1@1 p2@2 r3@10, 1@1 2@2, 2, 2 OPEN_BUILD, 1",
                // Pushed again since, and not published yet.
                "p1@1 r2@10, 1@1 3@11, none, 1 RETAINED 3 NEXT_BASE, none",
                "p1@1 r2@10 p3@11, 1@1 3@11, none, 1 RETAINED 3 LIVE, none",
                "p1@1 r2@10 l@11, 1@1, none, none, 1",
            })
    void whatStaysAndWhatGoes(
            @Nullable String log,
            @Nullable String successes,
            @Nullable String needed,
            @Nullable String stays,
            @Nullable String goes) {
        ChannelRetention retention =
                ChannelRetention.of(past(log, successes, needed, Optional.empty()), TWO_AND_THREE_DAYS, NOW);

        assertThat(retention.stays().entrySet().stream()
                        .map(entry -> entry.getKey().value() + " " + entry.getValue())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(stays == null ? "" : stays);
        assertThat(retention.goes()).isEqualTo(new TreeSet<>(numbers(goes)));
    }

    @Test
    void aSiteThatWasRemovedGoesWholeAfterItsTime() {
        ChannelPast lately = past("p1@1 p2@2", "1@1 2@2 3@3", null, Optional.of(day(18)));
        ChannelPast longAgo = past("p1@1 p2@2", "1@1 2@2 3@3", null, Optional.of(day(10)));

        assertThat(ChannelRetention.of(lately, TWO_AND_THREE_DAYS, NOW).stays())
                .containsExactly(Map.entry(new BuildNumber(2), Why.LIVE_LATELY));
        assertThat(ChannelRetention.of(longAgo, TWO_AND_THREE_DAYS, NOW).goes())
                .containsExactlyInAnyOrderElementsOf(numbers("1 2 3"));
    }

    @Test
    void anEntryThatTheListingDidNotShowYetWasWrittenJustNow() {
        ChannelPast past = past("p1@1 p2@2", "1@1 2@2 4@3", null, Optional.empty());
        ChannelPast again = past.with(
                past("p1@1 p2@2 p3@3 p4@3", null, null, Optional.empty()).log());

        assertThat(ChannelRetention.of(again, TWO_AND_THREE_DAYS, NOW).stays())
                .containsEntry(new BuildNumber(2), Why.LIVE_LATELY)
                .doesNotContainKey(new BuildNumber(1));
    }

    @Test
    void nothingThatIsSaidToGoIsEverSaidAgain() {
        ChannelPast past = past("p1@1 p2@2 p3@3", "1@1 2@2 3@3", null, Optional.empty());
        ChannelPast said = past.with(
                past("p1@1 p2@2 p3@3 c1@20", null, null, Optional.empty()).log());

        assertThat(ChannelRetention.of(past, TWO_AND_THREE_DAYS, NOW).goes()).containsExactly(new BuildNumber(1));
        assertThat(ChannelRetention.of(said, TWO_AND_THREE_DAYS, NOW).goes()).isEmpty();
    }

    private static ChannelPast past(
            @Nullable String log, @Nullable String successes, @Nullable String needed, Optional<Instant> removed) {
        List<Generation> entries = new ArrayList<>();
        List<Instant> written = new ArrayList<>();
        for (String word : words(log)) {
            String[] parts = word.split("@");
            written.add(day(Long.parseLong(parts[1])));
            entries.add(new Generation(
                    new GenerationNumber(entries.size() + 1L),
                    MAIN,
                    entry(parts[0]),
                    DAY_0, // By some machine's clock: nothing may be decided by it.
                    "publisher",
                    new WriterToken("w" + entries.size())));
        }
        Map<BuildNumber, Instant> reports = new HashMap<>();
        for (String word : words(successes)) {
            String[] parts = word.split("@");
            reports.put(BuildNumber.parse(parts[0]), day(Long.parseLong(parts[1])));
        }
        return new ChannelPast(new ChannelLog(MAIN, entries), written, reports, numbers(needed), removed);
    }

    private static Generation.Entry entry(String word) {
        Artifact artifact = new Artifact(new Digest("1".repeat(64)), List.of(), 1, 1);
        Revision revision = new Revision("a".repeat(40));
        return switch (word.charAt(0)) {
            case 'p' -> new Generation.Promoted(BuildNumber.parse(word.substring(1)), revision, artifact);
            case 'b' -> new Generation.RolledBack(BuildNumber.parse(word.substring(1)), revision, artifact, "ugly");
            case 'l' -> new Generation.Locked("a look", null);
            case 'r' -> new Generation.Retired(BuildNumber.parse(word.substring(1)));
            case 'c' -> new Generation.Collected(List.of(BuildNumber.parse(word.substring(1))));
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static Set<BuildNumber> numbers(@Nullable String text) {
        return words(text).stream().map(BuildNumber::parse).collect(Collectors.toSet());
    }

    private static List<String> words(@Nullable String text) {
        return text == null ? List.of() : List.of(text.split(" "));
    }

    private static Instant day(long day) {
        return DAY_0.plus(Duration.ofDays(day));
    }
}
