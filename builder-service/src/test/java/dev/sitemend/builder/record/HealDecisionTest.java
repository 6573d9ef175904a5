package dev.sitemend.builder.record;

import static dev.sitemend.builder.record.Samples.MAIN;
import static dev.sitemend.builder.record.Samples.NOON;
import static dev.sitemend.builder.record.Samples.abandoned;
import static dev.sitemend.builder.record.Samples.claim;
import static dev.sitemend.builder.record.Samples.failure;
import static dev.sitemend.builder.record.Samples.report;
import static dev.sitemend.builder.record.Samples.revision;
import static dev.sitemend.builder.record.Samples.success;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.record.HealDecision.Earlier;
import dev.sitemend.contracts.format.HealMark;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The heal that asks is build 9. */
final class HealDecisionTest {
    @Test
    void theFirstHealMayGoOn() {
        assertThat(decide()).isEqualTo(new HealDecision.Attempt(1));
    }

    @Test
    void anEarlierAnswerIsTheAnswer() {
        assertThat(decide(closed(1, success(5)))).isInstanceOf(HealDecision.Answered.class);
        assertThat(decide(closed(1, failure(revision(5), FailureClass.GENERATOR_FAILED))))
                .isInstanceOf(HealDecision.Answered.class);
        assertThat(decide(closed(1, abandoned()), closed(2, success(5)))).isInstanceOf(HealDecision.Answered.class);
    }

    @Test
    void onlyAfterAnAbandonedAttemptMayTheNextBeMarked() {
        assertThat(decide(closed(1, abandoned()))).isEqualTo(new HealDecision.Attempt(2));
        assertThat(decide(open(1))).isEqualTo(new HealDecision.UnderWay(new BuildNumber(1)));
        assertThat(decide(closed(1, abandoned()), open(2))).isEqualTo(new HealDecision.UnderWay(new BuildNumber(2)));
    }

    @Test
    void ownMarkIsRecognized() {
        assertThat(decide(closed(1, abandoned()), open(9))).isEqualTo(new HealDecision.Mine());
    }

    private static HealDecision decide(Earlier... attempts) {
        return HealDecision.of(List.of(attempts), attempts.length + 1, new BuildNumber(9), Rules.ALL);
    }

    private static Earlier open(int build) {
        return new Earlier(mark(build), Optional.empty());
    }

    private static Earlier closed(int build, Outcome outcome) {
        Report report = report(claim(build, BuildMode.REBUILD), outcome);
        return new Earlier(mark(build), Optional.of(report));
    }

    private static HealMark mark(int build) {
        return new HealMark(
                MAIN, revision(5), "fingerprint", 1, new BuildNumber(build), NOON, new WriterToken("token"));
    }
}
