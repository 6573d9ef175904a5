package dev.sitemend.contracts.event;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sitemend.promotions}, keyed by channel: what the publisher decided. */
public sealed interface PromotionEvent extends Event {
    ChannelId channel();

    @Override
    default String key() {
        return channel().toString();
    }

    record Promoted(
            ChannelId channel,
            GenerationNumber generation,
            BuildNumber build,
            Revision revision,
            Digest artifact,
            Instant at,
            @Nullable String traceparent)
            implements PromotionEvent {}

    record RolledBack(
            ChannelId channel,
            GenerationNumber generation,
            BuildNumber build,
            Revision revision,
            Digest artifact,
            String by,
            String reason,
            Instant at)
            implements PromotionEvent {}

    /** A success was not promoted. {@code reason} is a sentence with the values that decided. */
    record PromotionRefused(ChannelId channel, BuildNumber build, String reason, Instant at)
            implements PromotionEvent {}

    /** A clean rebuild failed: the content is broken. The last good generation stays. */
    record ChannelQuarantined(
            ChannelId channel,
            BuildNumber build,
            @Nullable Revision revision,
            FailureClass failure,
            String reason,
            Instant at)
            implements PromotionEvent {}

    record Drifted(ChannelId channel, BuildNumber build, BuildNumber audit, long paths, Instant at)
            implements PromotionEvent {}

    record Locked(
            ChannelId channel,
            GenerationNumber generation,
            String by,
            String reason,
            @Nullable Instant until,
            Instant at)
            implements PromotionEvent {}

    record Unlocked(ChannelId channel, GenerationNumber generation, String by, String reason, Instant at)
            implements PromotionEvent {}

    /**
     * What a person asked of the publisher was not done. {@code command} is the writer token that its entry would have
     * had.
     */
    record CommandRefused(ChannelId channel, WriterToken command, String by, String reason, Instant at)
            implements PromotionEvent {}

    /** The branch is gone; nothing of the channel is served any more. */
    record ChannelRetired(ChannelId channel, GenerationNumber generation, BuildNumber build, Instant at)
            implements PromotionEvent {}

    /** These builds can not be read any more, and can not become live again. */
    record BuildsCollected(ChannelId channel, GenerationNumber generation, List<BuildNumber> builds, Instant at)
            implements PromotionEvent {
        public BuildsCollected {
            builds = List.copyOf(builds);
        }
    }
}
