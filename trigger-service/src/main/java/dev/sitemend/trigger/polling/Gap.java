package dev.sitemend.trigger.polling;

import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.store.build.ChannelBuilds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a branch's head lacks a build request. A pure function. */
final class Gap {
    /**
     * A request that was made, but led to nothing for so long, is made again: Kafka may have lost it. One that only
     * waits in a long queue is covered by the same build as the first.
     */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private Gap() {}

    /** What is to be done about a branch. */
    enum Verdict {
        /** The store says that this head was built, or that it can not be. */
        SETTLED,
        /** It was asked for, or is being built. */
        UNDER_WAY,
        /** Nobody asked for it. */
        MISSING
    }

    /**
     * A request that this process knows of.
     *
     * @param revision what it wanted; absent for a deleted branch
     */
    record Asked(@Nullable Revision revision, Instant at) {}

    /** The verdict on a head that the host shows now. */
    static Verdict of(Revision head, ChannelBuilds builds, Optional<Asked> asked, Instant now) {
        if (builds.newestAnswer().filter(answer -> answers(answer, head)).isPresent()) {
            return Verdict.SETTLED;
        }
        if (asked.filter(request -> head.equals(request.revision()) && isFresh(request, now))
                .isPresent()) {
            return Verdict.UNDER_WAY;
        }

        return builds.open().stream().anyMatch(claim -> builds(claim, head)) ? Verdict.UNDER_WAY : Verdict.MISSING;
    }

    static boolean isFresh(Asked request, Instant now) {
        return now.isBefore(request.at().plus(PATIENCE));
    }

    private static boolean answers(Report answer, Revision head) {
        return switch (answer.outcome()) {
            case Outcome.Succeeded succeeded -> succeeded.revision().equals(head);
            case Outcome.Failed failed -> head.equals(failed.revision());
            case Outcome.Abandoned _, Outcome.BranchGone _ -> false;
        };
    }

    private static boolean builds(Claim open, Revision head) {
        return head.equals(open.wanted());
    }
}
