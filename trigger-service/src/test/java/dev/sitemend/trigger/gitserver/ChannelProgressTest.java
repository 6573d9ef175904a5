package dev.sitemend.trigger.gitserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.BuildEvent.BranchVanished;
import dev.sitemend.contracts.event.BuildEvent.BuildAbandoned;
import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildSkipped;
import dev.sitemend.contracts.event.BuildEvent.BuildStarted;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PromotionEvent.ChannelQuarantined;
import dev.sitemend.contracts.event.PromotionEvent.ChannelRetired;
import dev.sitemend.contracts.event.PromotionEvent.Promoted;
import dev.sitemend.contracts.event.PromotionEvent.PromotionRefused;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.trigger.request.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChannelProgressTest {
    private static final ChannelId CHANNEL = ChannelId.of("garden", "main");
    private static final RequestId OURS = new RequestId("ours");
    private static final RequestId THEIRS = new RequestId("theirs");
    private static final Revision REVISION = new Revision("a1".repeat(20));
    private static final Digest ARTIFACT = new Digest("ab".repeat(32));
    private static final BuilderId BUILDER = new BuilderId("b");
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final ChannelProgress progress = following(REVISION);
    private final List<String> told = new ArrayList<>();

    @Test
    void anEarlierBuildThatGoesLiveIsNotOurs() {
        hear(started(1, THEIRS), promoted(1));

        assertThat(progress.isOver()).isFalse();
        assertThat(told).containsExactly("build #1 of this branch, asked for by grace, started before yours: refresh");
    }

    @Test
    void aBuildThatCoversThePushAnswersItThoughItWasPromotedBefore() {
        hear(started(1, THEIRS), promoted(1), new BuildSkipped(CHANNEL, OURS, new BuildNumber(1), NOW));

        assertThat(progress.isOver()).isTrue();
        assertThat(told).endsWith("build #1 contains this push", "live: http://garden/ (generation 1, build #1)");
    }

    @Test
    void aLaterBuildThatGoesLiveContainsThePush() {
        hear(started(1, OURS), started(2, THEIRS), promoted(2));

        assertThat(told).endsWith("live: http://garden/ (generation 1, build #2)");
        assertThat(progress.isOver()).isTrue();
    }

    @Test
    void aCleanBuildThatFailsIsTheEnd() {
        hear(started(1, OURS), failed(1, BuildMode.REBUILD, FailureClass.GENERATOR_FAILED));

        assertThat(progress.isOver()).isTrue();
        assertThat(told)
                .endsWith("build #1 failed at generate: it broke", "quarantined: what is live stays. Push a fix");
    }

    @Test
    void aRefreshThatNoRebuildCanMendIsTheEnd() {
        hear(started(1, OURS), failed(1, BuildMode.REFRESH, FailureClass.CONFIGURATION));

        assertThat(progress.isOver()).isTrue();
    }

    @Test
    void aHealThatIsCoveredByAnotherRebuildIsFollowedThere() {
        hear(
                started(1, OURS),
                failed(1, BuildMode.REFRESH, FailureClass.TIMED_OUT),
                new BuildSkipped(CHANNEL, new RequestId("heal-garden-1"), new BuildNumber(2), NOW));
        assertThat(progress.isOver()).isFalse();

        hear(promoted(2));

        assertThat(progress.isOver()).isTrue();
    }

    @Test
    void theCoveringBuildsFailureIsOursToo() {
        hear(
                started(1, THEIRS),
                failed(1, BuildMode.REBUILD, FailureClass.GATE_REFUSED),
                new BuildSkipped(CHANNEL, OURS, new BuildNumber(1), NOW));

        assertThat(told)
                .endsWith("build #1 failed at generate: it broke", "quarantined: what is live stays. Push a fix");
    }

    @Test
    void aLockedChannelIsSaid() {
        hear(started(1, OURS), new PromotionRefused(CHANNEL, new BuildNumber(1), "locked by linus", NOW));

        assertThat(told).endsWith("build #1 is ready, but not live: locked by linus");
        assertThat(progress.isOver()).isTrue();
    }

    @Test
    void aQuarantineIsSaidWithItsReason() {
        hear(
                started(1, OURS),
                new ChannelQuarantined(
                        CHANNEL, new BuildNumber(1), REVISION, FailureClass.GATE_REFUSED, "output is empty", NOW));

        assertThat(told).endsWith("quarantined: output is empty. What is live stays. Push a fix");
    }

    @Test
    void anAbandonedBuildIsNotTheAnswer() {
        hear(
                started(1, OURS),
                new BuildAbandoned(CHANNEL, new BuildNumber(1), BUILDER, "no heartbeat", NOW),
                promoted(1));

        assertThat(progress.isOver()).isFalse();
        assertThat(told).endsWith("build #1 was given up: no heartbeat; another follows");
    }

    @Test
    void aDeletedBranchIsFollowedUntilItIsTakenDown() {
        ChannelProgress deletion = following(null);

        assertThat(deletion.queued()).startsWith("the branch is gone");
        assertThat(deletion.heard(new BranchVanished(CHANNEL, new BuildNumber(1), OURS, NOW)))
                .containsExactly("build #1 found the branch gone");
        assertThat(deletion.heard(new ChannelRetired(CHANNEL, new GenerationNumber(2), new BuildNumber(1), NOW)))
                .containsExactly("taken down: http://garden/");
        assertThat(deletion.isOver()).isTrue();
    }

    @Test
    void anotherChannelsEventsAreNotHeard() {
        Event other = new BuildSkipped(ChannelId.of("garden", "topic"), OURS, new BuildNumber(1), NOW);

        assertThat(progress.concerns(other)).isFalse();
        assertThat(progress.heard(other)).isEmpty();
    }

    private void hear(Event... events) {
        for (Event event : events) {
            told.addAll(progress.heard(event));
        }
    }

    private static ChannelProgress following(@Nullable Revision revision) {
        return new ChannelProgress(Wish.pushed(CHANNEL, revision, "grace").withId(OURS), "http://garden/", "");
    }

    private static BuildStarted started(long build, RequestId request) {
        return new BuildStarted(
                CHANNEL,
                new BuildNumber(build),
                request,
                BuildMode.REFRESH,
                Cause.PUSH,
                "grace",
                REVISION,
                new BuildNumber(1),
                null,
                BUILDER,
                NOW,
                null);
    }

    private static BuildFailed failed(long build, BuildMode mode, FailureClass failure) {
        return new BuildFailed(
                CHANNEL,
                new BuildNumber(build),
                THEIRS,
                mode,
                Cause.PUSH,
                REVISION,
                failure,
                "generate",
                "it broke",
                NOW,
                NOW,
                null);
    }

    private static Promoted promoted(long build) {
        return new Promoted(CHANNEL, new GenerationNumber(1), new BuildNumber(build), REVISION, ARTIFACT, NOW, null);
    }
}
