package dev.sitemend.contracts.event;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code sitemend.publish-commands}, keyed by channel: what people ask of the publisher. */
public sealed interface PublishEvent extends Event {
    ChannelId channel();

    @Override
    default String key() {
        return channel().toString();
    }

    /** Make an older build live, and lock. {@code to} is absent for the one before what is live. */
    record RollBack(ChannelId channel, @Nullable BuildNumber to, String by, String reason, Instant at)
            implements PublishEvent {}

    /** Hold publishing. {@code until} is absent for a lock without end. */
    record Lock(
            ChannelId channel,
            String by,
            String reason,
            @Nullable Instant until,
            Instant at) implements PublishEvent {}

    /** Let publishing go on; the newest success above the mark is offered again. */
    record Unlock(ChannelId channel, String by, String reason, Instant at) implements PublishEvent {}
}
