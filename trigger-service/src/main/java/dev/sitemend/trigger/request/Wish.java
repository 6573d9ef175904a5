package dev.sitemend.trigger.request;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What a door asks for: build this channel.
 *
 * @param id set by doors that must not ask twice; absent for a fresh one
 * @param revision what the asker saw; absent when the branch was deleted, or when just the head is wanted
 */
public record Wish(
        @Nullable RequestId id,
        ChannelId channel,
        BuildMode mode,
        Cause cause,
        @Nullable Revision revision,
        String requester,
        @Nullable String reason,
        @Nullable BuildNumber healOf,
        @Nullable String traceparent) {

    /** A branch moved to {@code revision}, or is gone when there is none. */
    public static Wish pushed(ChannelId channel, @Nullable Revision revision, String requester) {
        return new Wish(null, channel, BuildMode.REFRESH, Cause.PUSH, revision, requester, null, null, null);
    }

    /** Somebody says that a branch moved, but not whereto. */
    public static Wish head(ChannelId channel, String requester) {
        return new Wish(null, channel, BuildMode.REFRESH, Cause.RECONCILE, null, requester, "head wanted", null, null);
    }

    /** Reconciliation found a head that nobody had asked for. */
    public static Wish reconciled(ChannelId channel, @Nullable Revision revision, String reason) {
        return new Wish(null, channel, BuildMode.REFRESH, Cause.RECONCILE, revision, "reconcile", reason, null, null);
    }

    /** Somebody asks for a build. */
    public static Wish forced(ChannelId channel, BuildMode mode, String requester, @Nullable String reason) {
        return new Wish(null, channel, mode, Cause.FORCED, null, requester, reason, null, null);
    }

    /** A build of the past is asked for again: the head as it is now. */
    public static Wish replayed(RequestId id, ChannelId channel, BuildMode mode, String requester, String reason) {
        return new Wish(id, channel, mode, Cause.REPLAY, null, requester, reason, null, null);
    }

    /** A clean rebuild in the place of a dead letter. Its id follows from the letter's, so that doubles are seen. */
    public static Wish heal(
            DeadLetterId letter, ChannelId channel, @Nullable Revision revision, @Nullable BuildNumber failed) {
        return new Wish(
                new RequestId("heal-" + letter),
                channel,
                BuildMode.REBUILD,
                Cause.HEAL,
                revision,
                "healer",
                failed == null ? "dead letter " + letter : "refresh " + failed + " failed",
                failed,
                null);
    }

    public Wish withId(RequestId given) {
        return new Wish(given, channel, mode, cause, revision, requester, reason, healOf, traceparent);
    }

    /** The same wish as a part of a trace that began elsewhere. */
    public Wish tracedBy(@Nullable String trace) {
        return new Wish(id, channel, mode, cause, revision, requester, reason, healOf, trace);
    }

    /** The same wish as a clean rebuild that somebody asked for. */
    public Wish clean() {
        return new Wish(id, channel, BuildMode.REBUILD, Cause.FORCED, revision, requester, reason, healOf, traceparent);
    }
}
