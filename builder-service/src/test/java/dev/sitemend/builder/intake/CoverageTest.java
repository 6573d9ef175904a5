package dev.sitemend.builder.intake;

import static dev.sitemend.builder.record.Samples.LINEAR;
import static dev.sitemend.builder.record.Samples.abandoned;
import static dev.sitemend.builder.record.Samples.deletion;
import static dev.sitemend.builder.record.Samples.failure;
import static dev.sitemend.builder.record.Samples.forced;
import static dev.sitemend.builder.record.Samples.heal;
import static dev.sitemend.builder.record.Samples.push;
import static dev.sitemend.builder.record.Samples.revision;
import static dev.sitemend.builder.record.Samples.success;
import static dev.sitemend.builder.record.Samples.wish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.record.HeadTrust;
import dev.sitemend.builder.record.Rules;
import dev.sitemend.builder.record.Wish;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import org.junit.jupiter.api.Test;

/** Each build below read the end offset 10 of partition 0 and, where it built something, the fifth commit. */
final class CoverageTest {
    private final Coverage coverage = new Coverage(Rules.ALL);

    @Test
    void aBuildCoversWhatWasAskedBeforeAndWhatItContains() throws InterruptedException {
        Coverage.Built refresh = built(BuildMode.REFRESH, Cause.PUSH, success(5), HeadTrust.CONTAINS_ONLY);

        assertThat(covers(refresh, push(9, 5))).isTrue();
        assertThat(covers(refresh, push(2, 3))).isTrue();
        assertThat(covers(refresh, wish(4, BuildMode.REFRESH, Cause.RECONCILE, null)))
                .isTrue();
        assertThat(covers(refresh, push(10, 5)))
                .as("asked after the end was read")
                .isFalse();
        assertThat(covers(refresh, push(9, 6))).as("not contained").isFalse();
        assertThat(covers(refresh, deletion(9))).as("the host may lag").isFalse();
        Wish elsewhere = new Wish(push(9, 5).request(), 1, 9);
        assertThat(covers(refresh, elsewhere)).as("another partition").isFalse();
    }

    @Test
    void aHeadThatCanNotLagAnswersForWhatItDoesNotContain() throws InterruptedException {
        Coverage.Built refresh = built(BuildMode.REFRESH, Cause.PUSH, success(5), HeadTrust.AUTHORITATIVE);

        assertThat(covers(refresh, push(9, 6))).isTrue();
        assertThat(covers(refresh, deletion(9))).isTrue();
        assertThat(covers(refresh, push(10, 6))).isFalse();
    }

    @Test
    void aHealIsCoveredByACleanBuildOnlyAndAForcedOneByAForcedOne() throws InterruptedException {
        Coverage.Built refresh = built(BuildMode.REFRESH, Cause.PUSH, success(5), HeadTrust.AUTHORITATIVE);
        Coverage.Built clean = built(BuildMode.REBUILD, Cause.PUSH, success(5), HeadTrust.CONTAINS_ONLY);
        Coverage.Built forced = built(BuildMode.REBUILD, Cause.FORCED, success(5), HeadTrust.CONTAINS_ONLY);

        assertThat(covers(refresh, heal(3, 4))).isFalse();
        assertThat(covers(clean, heal(3, 4))).isTrue();
        assertThat(covers(clean, heal(3, 6))).isFalse();
        assertThat(covers(clean, forced(3, BuildMode.REBUILD))).isFalse();
        assertThat(covers(clean, forced(3, BuildMode.REFRESH))).isFalse();
        assertThat(covers(forced, forced(3, BuildMode.REBUILD))).isTrue();
        assertThat(covers(forced, forced(3, BuildMode.REFRESH))).isTrue();
    }

    @Test
    void aFailureAnswersTooAndAnAbandonedBuildNobody() throws InterruptedException {
        Outcome broke = failure(revision(5), FailureClass.GENERATOR_FAILED);
        Outcome refused = failure(null, FailureClass.REPOSITORY);
        Outcome unknown = failure(null, FailureClass.INTERNAL);

        assertThat(covers(built(BuildMode.REFRESH, Cause.PUSH, broke, HeadTrust.CONTAINS_ONLY), push(9, 5)))
                .isTrue();
        assertThat(covers(built(BuildMode.REFRESH, Cause.PUSH, broke, HeadTrust.CONTAINS_ONLY), push(9, 6)))
                .isFalse();
        assertThat(covers(built(BuildMode.REFRESH, Cause.PUSH, refused, HeadTrust.CONTAINS_ONLY), push(9, 6)))
                .as("the host refused all of it")
                .isTrue();
        assertThat(covers(built(BuildMode.REFRESH, Cause.PUSH, unknown, HeadTrust.CONTAINS_ONLY), push(9, 5)))
                .isFalse();
        assertThat(covers(built(BuildMode.REFRESH, Cause.PUSH, abandoned(), HeadTrust.AUTHORITATIVE), push(9, 5)))
                .isFalse();
    }

    @Test
    void aBranchThatIsGoneAnswersWhoAskedForNoCommit() throws InterruptedException {
        Coverage.Built gone = built(BuildMode.REFRESH, Cause.PUSH, new Outcome.BranchGone(), HeadTrust.CONTAINS_ONLY);

        assertThat(covers(gone, deletion(9))).isTrue();
        assertThat(covers(gone, push(9, 5))).as("it may be there soon").isFalse();
    }

    private boolean covers(Coverage.Built built, Wish wish) throws InterruptedException {
        return coverage.covers(built, wish, LINEAR);
    }

    private static Coverage.Built built(BuildMode mode, Cause cause, Outcome outcome, HeadTrust trust) {
        return new Coverage.Built(0, 10, mode, cause, outcome, trust);
    }
}
