package dev.sitemend.trigger.polling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.store.build.ChannelBuilds;
import dev.sitemend.trigger.polling.Gap.Asked;
import dev.sitemend.trigger.polling.Gap.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GapTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final Revision HEAD = new Revision("a1".repeat(20));
    private static final Revision OLD = new Revision("b2".repeat(20));
    private static final ChannelBuilds NOTHING = new ChannelBuilds(List.of(), Optional.empty(), Optional.empty());

    @Test
    void aHeadThatNobodyAskedForIsMissing() {
        assertThat(verdict(NOTHING, null)).isEqualTo(Verdict.MISSING);
        assertThat(verdict(NOTHING, new Asked(OLD, NOW))).isEqualTo(Verdict.MISSING);
        assertThat(verdict(answered(failed(OLD)), null)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void aHeadThatWasAskedForIsUnderWayForAWhile() {
        assertThat(verdict(NOTHING, new Asked(HEAD, NOW.minus(Gap.PATIENCE).plusSeconds(1))))
                .isEqualTo(Verdict.UNDER_WAY);
        assertThat(verdict(NOTHING, new Asked(HEAD, NOW.minus(Gap.PATIENCE)))).isEqualTo(Verdict.MISSING);
    }

    @Test
    void aHeadThatIsBeingBuiltIsUnderWayHoweverLongItTakes() {
        assertThat(verdict(open(HEAD), new Asked(HEAD, NOW.minus(Duration.ofDays(1)))))
                .isEqualTo(Verdict.UNDER_WAY);
        assertThat(verdict(open(OLD), null)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void aHeadThatFailedIsSettledAndNotTriedForEver() {
        assertThat(verdict(answered(failed(HEAD)), null)).isEqualTo(Verdict.SETTLED);
    }

    @Test
    void aFailureBeforeTheHeadWasKnownSettlesNothing() {
        assertThat(verdict(answered(failed(null)), null)).isEqualTo(Verdict.MISSING);
    }

    @Test
    void aBranchThatWasGoneAndCameBackIsMissing() {
        assertThat(verdict(answered(new Outcome.BranchGone()), null)).isEqualTo(Verdict.MISSING);
    }

    private static Verdict verdict(ChannelBuilds builds, @Nullable Asked asked) {
        return Gap.of(HEAD, builds, Optional.ofNullable(asked), NOW);
    }

    private static Outcome failed(@Nullable Revision revision) {
        return new Outcome.Failed(revision, null, FailureClass.GENERATOR_FAILED, "generate", "it broke", List.of());
    }

    private static ChannelBuilds answered(Outcome outcome) {
        Report report = new Report(
                new BuildNumber(1),
                ChannelId.of("garden", "main"),
                new RequestId("r"),
                BuildMode.REFRESH,
                Cause.PUSH,
                "grace",
                null,
                null,
                0,
                0,
                0,
                outcome,
                List.of(),
                List.of(),
                null,
                new BuilderId("b"),
                NOW,
                NOW,
                new WriterToken("w"),
                null);
        return new ChannelBuilds(List.of(), Optional.empty(), Optional.of(report));
    }

    private static ChannelBuilds open(Revision wanted) {
        Claim claim = new Claim(
                new BuildNumber(1),
                ChannelId.of("garden", "main"),
                new RequestId("r"),
                BuildMode.REFRESH,
                Cause.PUSH,
                "grace",
                wanted,
                null,
                null,
                0,
                0,
                0,
                new BuilderId("b"),
                NOW,
                new WriterToken("w"),
                null);
        return new ChannelBuilds(List.of(claim), Optional.empty(), Optional.empty());
    }
}
