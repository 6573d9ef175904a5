package dev.sitemend.builder.build;

import static dev.sitemend.builder.record.Samples.LINEAR;
import static dev.sitemend.builder.record.Samples.deletion;
import static dev.sitemend.builder.record.Samples.forced;
import static dev.sitemend.builder.record.Samples.push;
import static dev.sitemend.builder.record.Samples.revision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.record.History;
import dev.sitemend.builder.record.Rules;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class HeadCheckTest {
    private static final Optional<Revision> NOTHING = Optional.empty();

    private final HeadCheck check = new HeadCheck(Rules.ALL);

    @Test
    void aHeadThatContainsWhatWasAskedForAndWhatWasBuiltIsTheHead() throws InterruptedException {
        assertThat(check.doubt(head(5), push(1, 5), built(4), LINEAR)).isEmpty();
        assertThat(check.doubt(head(6), push(1, 5), NOTHING, LINEAR)).isEmpty();
        assertThat(check.doubt(head(4), forced(1, BuildMode.REBUILD), built(4), LINEAR))
                .isEmpty();
    }

    @Test
    void aHeadWithoutThePushedCommitMayBeOld() throws InterruptedException {
        assertThat(check.doubt(head(4), push(1, 5), built(4), LINEAR))
                .hasValueSatisfying(why ->
                        assertThat(why).contains("does not contain 0000000").contains("force-pushed"));
    }

    @Test
    void aHeadWithoutWhatWasBuiltLastMayBeOld() throws InterruptedException {
        assertThat(check.doubt(head(4), push(1, 4), built(5), LINEAR)).isPresent();
    }

    @Test
    void anOldHeadOfABranchThatWasRewrittenIsNoAncestorAndMayBeOldAllTheSame() throws InterruptedException {
        History siblings = Revision::equals;

        assertThat(check.doubt(head(4), push(1, 4), built(5), siblings)).isPresent();
    }

    @Test
    void aMissingBranchMayNotBeThereYet() throws InterruptedException {
        assertThat(check.doubt(NOTHING, push(1, 1), NOTHING, LINEAR)).isPresent();
        assertThat(check.doubt(NOTHING, deletion(1), built(4), LINEAR))
                .as("created again since, and the deletion reported twice")
                .isPresent();
        assertThat(check.doubt(NOTHING, deletion(1), NOTHING, LINEAR)).isEmpty();
        assertThat(check.doubt(NOTHING, forced(1, BuildMode.REFRESH), NOTHING, LINEAR))
                .isEmpty();
    }

    @Test
    void aBranchThatIsThereThoughItsDeletionWasReportedMayBeGoneSoon() throws InterruptedException {
        assertThat(check.doubt(head(4), deletion(1), built(4), LINEAR)).isPresent();
    }

    private static Optional<Revision> head(int n) {
        return Optional.of(revision(n));
    }

    private static Optional<Revision> built(int n) {
        return Optional.of(revision(n));
    }
}
