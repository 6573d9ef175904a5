package dev.sitemend.trigger.status.channel;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about one channel at one moment.
 *
 * @param head newest revision of the branch that anything said; absent before the first push and for a deleted branch
 * @param built the newest success
 * @param live what visitors get
 * @param retired whether the branch is gone and nothing of it is served any more
 * @param hold in force now
 * @param running builds under way, audits included, oldest first
 * @param waiting requests that no build has answered or begun to answer, audits left out, oldest first
 * @param failure the newest failure, when no success is newer
 * @param quarantine the newest one, when no success is newer
 * @param deadLetter the newest one that is being healed or waits for a person, when no success is newer
 * @param refusal why the newest success was not promoted
 * @param unansweredSince when the oldest wish came in that what is live does not answer
 * @param usualRefresh median of the channel's last refreshes
 * @param usualRebuild median of the channel's last clean rebuilds
 */
public record ChannelFacts(
        ChannelId channel,
        @Nullable Head head,
        @Nullable Built built,
        @Nullable Live live,
        boolean retired,
        @Nullable Hold hold,
        List<Running> running,
        List<Waiting> waiting,
        @Nullable Failure failure,
        @Nullable Quarantine quarantine,
        @Nullable OpenDeadLetter deadLetter,
        @Nullable Refusal refusal,
        @Nullable Instant unansweredSince,
        @Nullable Duration usualRefresh,
        @Nullable Duration usualRebuild) {
    public ChannelFacts {
        running = List.copyOf(running);
        waiting = List.copyOf(waiting);
    }

    /** The newest commit of the branch, and how Sitemend came to know it. */
    public record Head(Revision revision, Instant at, String source) {}

    public record Built(BuildNumber build, Revision revision, BuildMode mode, Instant at) {}

    public record Live(
            GenerationNumber generation, BuildNumber build, Revision revision, Instant promotedAt, String by) {}

    /**
     * Publishing is held.
     *
     * @param rolledBackTo the build that a rollback made live; absent for a plain lock
     */
    public record Hold(
            String by,
            String reason,
            @Nullable Instant until,
            @Nullable BuildNumber rolledBackTo,
            Instant at) {}

    /**
     * A build under way.
     *
     * @param step absent before the first heartbeat
     */
    public record Running(
            BuildNumber build,
            BuildMode mode,
            Cause cause,
            @Nullable RequestId request,
            @Nullable BuildNumber healOf,
            @Nullable String step,
            Instant startedAt) {}

    public record Waiting(
            RequestId request,
            Cause cause,
            BuildMode mode,
            @Nullable Revision revision,
            Instant at) {}

    /**
     * A failed build.
     *
     * @param discardedBy who decided that its dead letter is not to be healed; absent when nobody did
     */
    public record Failure(
            BuildNumber build,
            BuildMode mode,
            @Nullable Revision revision,
            FailureClass failure,
            String message,
            Instant at,
            @Nullable String discardedBy) {
        /** Whether the pipeline answers this failure with a clean rebuild, not with a quarantine. */
        public boolean asksForHeal() {
            return mode == BuildMode.REFRESH && failure.isMendableByRebuild();
        }
    }

    public record Quarantine(
            BuildNumber build, @Nullable Revision revision, FailureClass failure, String reason, Instant at) {}

    /**
     * A failed refresh that was set aside.
     *
     * @param healing whether the healer, or a person, has asked for the clean rebuild
     */
    public record OpenDeadLetter(DeadLetterId id, BuildNumber build, String message, Instant at, boolean healing) {}

    public record Refusal(BuildNumber build, String reason, Instant at) {}

    /** Builds that can change what is live. */
    public List<Running> publishing() {
        return running.stream().filter(build -> build.cause() != Cause.AUDIT).toList();
    }

    /** The build that mends a failed refresh. */
    public Optional<Running> heal() {
        return running.stream().filter(build -> build.cause() == Cause.HEAL).findFirst();
    }

    public Optional<Duration> usual(BuildMode mode) {
        return Optional.ofNullable(mode == BuildMode.REFRESH ? usualRefresh : usualRebuild);
    }

    /** Whether the newest success is not what visitors get. */
    public boolean isNewestSuccessHeldBack() {
        return built != null && (live == null || built.build().isAbove(live.build()));
    }

    /** Whether visitors get the newest commit that anything said. */
    public boolean isHeadLive() {
        return head != null && live != null && head.revision().equals(live.revision());
    }
}
