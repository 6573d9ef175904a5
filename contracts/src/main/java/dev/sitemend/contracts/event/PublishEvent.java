package dev.sitemend.contracts.event;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code sitemend.publish-commands}, keyed by channel: what people ask of the publisher. {@code seen} is the newest
 * entry of the publication log that whoever asks has seen: if a person wrote one since, nothing is done. Absent, it is
 * done in any case.
 */
public sealed interface PublishEvent extends Event {
    ChannelId channel();

    String by();

    @Nullable
    GenerationNumber seen();

    Instant at();

    @Override
    default String key() {
        return channel().toString();
    }

    /** Make an older build live, and lock. {@code to} is absent for the one before what is live. */
    record RollBack(
            ChannelId channel,
            @Nullable BuildNumber to,
            String by,
            String reason,
            @Nullable GenerationNumber seen,
            Instant at)
            implements PublishEvent {}

    /** Hold publishing. {@code until} is absent for a lock without end. */
    record Lock(
            ChannelId channel,
            String by,
            String reason,
            @Nullable Instant until,
            @Nullable GenerationNumber seen,
            Instant at)
            implements PublishEvent {}

    /** Let publishing go on; the newest success above the mark is offered again. */
    record Unlock(
            ChannelId channel,
            String by,
            String reason,
            @Nullable GenerationNumber seen,
            Instant at) implements PublishEvent {}
}
