package dev.sitemend.contracts.event;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code sitemend.build-requests.dlt}, keyed by channel, or by origin when the channel could not be read. */
public sealed interface DeadLetterEvent extends Event {
    DeadLetterId id();

    /**
     * A record set aside.
     *
     * @param channel absent when the record could not be read
     * @param request absent when the record could not be read
     * @param payload the record's bytes in Base64, present when it could not be read
     * @param failure absent when the record could not be read
     * @param message the cause in one sentence
     * @param build the refresh that failed
     * @param revision what that refresh built
     * @param fingerprint of generator, setup and tools of that refresh
     * @param attempts how often it was tried
     */
    record DeadLettered(
            DeadLetterId id,
            @Nullable ChannelId channel,
            RequestEvent.@Nullable BuildRequested request,
            @Nullable String payload,
            @Nullable FailureClass failure,
            String message,
            @Nullable BuildNumber build,
            @Nullable Revision revision,
            @Nullable String fingerprint,
            int attempts,
            String originTopic,
            int originPartition,
            long originOffset,
            Instant at)
            implements DeadLetterEvent {
        @Override
        public String key() {
            return channel != null ? channel.toString() : originTopic + "-" + originPartition;
        }
    }

    /**
     * Somebody, or the healer, dealt with a dead letter.
     *
     * @param request the request that was made in its place; absent when it was discarded
     */
    record DeadLetterResolved(
            DeadLetterId id,
            String key,
            Resolution resolution,
            @Nullable RequestId request,
            String by,
            Instant at) implements DeadLetterEvent {}

    /** What became of a dead letter. */
    enum Resolution {
        HEALING,
        RETRIED,
        DISCARDED
    }
}
