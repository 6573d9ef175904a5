package dev.sitemend.builder.record;

import static dev.sitemend.builder.record.Samples.abandoned;
import static dev.sitemend.builder.record.Samples.claim;
import static dev.sitemend.builder.record.Samples.failure;
import static dev.sitemend.builder.record.Samples.report;
import static dev.sitemend.builder.record.Samples.revision;
import static dev.sitemend.builder.record.Samples.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.BuildEvent.BranchVanished;
import dev.sitemend.contracts.event.BuildEvent.BuildAbandoned;
import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildSkipped;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReportEventsTest {
    private final ReportEvents events = new ReportEvents(Rules.ALL);

    @Test
    void aSuccessIsToldFirstAndThenWhoElseItAnswers() {
        Claim claim = claim(4, BuildMode.REFRESH);

        List<Event> told = events.of(claim, report(claim, success(5), "r1", "r2"));

        assertThat(told).hasExactlyElementsOfTypes(BuildSucceeded.class, BuildSkipped.class, BuildSkipped.class);
    }

    @ParameterizedTest
    @EnumSource
    void aFailedRefreshIsADeadLetterIfARebuildCanMendIt(FailureClass failure) {
        Claim claim = claim(4, BuildMode.REFRESH);

        List<Event> told = events.of(claim, report(claim, failure(revision(5), failure)));

        if (failure.isMendableByRebuild()) {
            assertThat(told).hasExactlyElementsOfTypes(BuildFailed.class, DeadLettered.class);
        } else {
            assertThat(told).hasExactlyElementsOfTypes(BuildFailed.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailedCleanBuildNeverIs(FailureClass failure) {
        Claim claim = claim(4, BuildMode.REBUILD);

        assertThat(events.of(claim, report(claim, failure(revision(5), failure))))
                .hasExactlyElementsOfTypes(BuildFailed.class);
    }

    @Test
    void aDeadLetterSaysWhereItsRequestCameFrom() {
        Claim claim = claim(4, BuildMode.REFRESH);

        DeadLettered letter =
                (DeadLettered) events.of(claim, report(claim, failure(revision(5), FailureClass.TIMED_OUT)))
                        .getLast();

        assertThat(letter.id().value()).isEqualTo("site-4");
        assertThat(letter.originTopic()).isEqualTo("sitemend.build-requests");
        assertThat(letter.originPartition()).isEqualTo(3);
        assertThat(letter.originOffset()).isEqualTo(7);
        assertThat(letter.revision()).isEqualTo(revision(5));
        assertThat(letter.fingerprint()).isEqualTo("fingerprint");
    }

    @Test
    void theOthersAreToldAsWhatTheyAre() {
        Claim claim = claim(4, BuildMode.REFRESH);

        assertThat(events.of(claim, report(claim, abandoned()))).hasExactlyElementsOfTypes(BuildAbandoned.class);
        assertThat(events.of(claim, report(claim, new Outcome.BranchGone())))
                .hasExactlyElementsOfTypes(BranchVanished.class);
    }

    @Test
    void sentAgainTheyAreTheSame() {
        Claim claim = claim(4, BuildMode.REFRESH);

        assertThat(events.of(claim, report(claim, success(5), "r1")))
                .isEqualTo(events.of(claim, report(claim, success(5), "r1")));
    }
}
