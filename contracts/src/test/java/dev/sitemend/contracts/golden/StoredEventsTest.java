package dev.sitemend.contracts.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.BuildEvent.BranchVanished;
import dev.sitemend.contracts.event.BuildEvent.BuildAbandoned;
import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildSkipped;
import dev.sitemend.contracts.event.BuildEvent.BuildStarted;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.history.StoredEvents;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.json.EventJson;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the golden documents are told as. */
final class StoredEventsTest {
    static Stream<Sample<Claim>> claims() {
        return DocumentSamples.claims();
    }

    static Stream<Sample<Report>> reports() {
        return DocumentSamples.reports();
    }

    static Stream<Sample<Generation>> generations() {
        return DocumentSamples.generations();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aClaimIsToldAsAStart(Sample<Claim> sample) {
        Claim claim = sample.value();

        BuildStarted started = StoredEvents.started(claim);

        assertThat(started.build()).isEqualTo(claim.number());
        assertThat(started.request()).isEqualTo(claim.request());
        assertThat(started.builder()).isEqualTo(claim.builder());
        assertThat(throughJson(started)).isEqualTo(started);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void aReportIsToldByItsOutcomeAndToAllWhoWaitedForIt(Sample<Report> sample) {
        Report report = sample.value();

        Event ended = StoredEvents.ended(report);

        switch (report.outcome()) {
            case Outcome.Succeeded succeeded ->
                assertThat(ended).isInstanceOfSatisfying(BuildSucceeded.class, event -> {
                    assertThat(event.revision()).isEqualTo(succeeded.revision());
                    assertThat(event.files()).isEqualTo(succeeded.artifact().files());
                    assertThat(event.mode()).isEqualTo(report.mode());
                });
            case Outcome.Failed failed ->
                assertThat(ended).isInstanceOfSatisfying(BuildFailed.class, event -> {
                    assertThat(event.failure()).isEqualTo(failed.failure());
                    assertThat(event.message()).isEqualTo(failed.message());
                });
            case Outcome.BranchGone _ -> assertThat(ended).isInstanceOf(BranchVanished.class);
            case Outcome.Abandoned abandoned ->
                assertThat(ended)
                        .isInstanceOfSatisfying(
                                BuildAbandoned.class,
                                event -> assertThat(event.reason()).isEqualTo(abandoned.reason()));
        }
        assertThat(throughJson(ended)).isEqualTo(ended);
        List<BuildSkipped> covered = StoredEvents.covered(report);
        assertThat(covered).extracting(BuildSkipped::request).isEqualTo(report.covers());
    }

    @Test
    void aFailureIsSetAsideUnderTheNameOfItsBuild() {
        Report report = DocumentSamples.reports()
                .map(Sample::value)
                .filter(each -> each.outcome() instanceof Outcome.Failed)
                .findFirst()
                .orElseThrow();
        Outcome.Failed failed = (Outcome.Failed) report.outcome();

        DeadLettered letter = StoredEvents.deadLetter(report, failed, null);

        assertThat(letter.id())
                .isEqualTo(new DeadLetterId("garden-" + report.number().value()));
        assertThat(letter.failure()).isEqualTo(failed.failure());
        assertThat(letter.request()).as("it is not known any more").isNull();
        assertThat(throughJson(letter)).isEqualTo(letter);
    }

    @ParameterizedTest
    @MethodSource("generations")
    void anEntryOfAPublicationLogIsToldByItsKind(Sample<Generation> sample) {
        Generation generation = sample.value();

        PromotionEvent event = StoredEvents.entry(generation, null);

        Class<? extends PromotionEvent> expected = switch (generation.entry()) {
            case Generation.Promoted _ -> PromotionEvent.Promoted.class;
            case Generation.RolledBack _ -> PromotionEvent.RolledBack.class;
            case Generation.Locked _ -> PromotionEvent.Locked.class;
            case Generation.Unlocked _ -> PromotionEvent.Unlocked.class;
            case Generation.Retired _ -> PromotionEvent.ChannelRetired.class;
            case Generation.Collected _ -> PromotionEvent.BuildsCollected.class;
        };
        assertThat(event).isInstanceOf(expected);
        assertThat(event.key()).isEqualTo(generation.channel().toString());
        assertThat(throughJson(event)).isEqualTo(event);
    }

    private static Event throughJson(Event event) {
        return EventJson.read(EventType.of(event), EventJson.write(event));
    }
}
