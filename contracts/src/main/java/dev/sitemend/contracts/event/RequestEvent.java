package dev.sitemend.contracts.event;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code sitemend.build-requests}, keyed by channel. */
public sealed interface RequestEvent extends Event {
    ChannelId channel();

    @Override
    default String key() {
        return channel().toString();
    }

    /**
     * The wish to build a channel. It says that the channel is dirty: a branch build builds the head that it fetches.
     *
     * @param revision what the asker saw; absent when a branch was deleted, or when just the head is wanted
     * @param requester who asked, for people
     * @param reason why, in the asker's words
     * @param healOf the failed build that this heals
     * @param traceparent W3C trace context
     */
    record BuildRequested(
            RequestId id,
            ChannelId channel,
            BuildMode mode,
            Cause cause,
            @Nullable Revision revision,
            String requester,
            @Nullable String reason,
            @Nullable BuildNumber healOf,
            Instant at,
            @Nullable String traceparent)
            implements RequestEvent {}
}
