package dev.sitemend.publisher.promotion;

import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.PromotionEvent.ChannelQuarantined;
import dev.sitemend.contracts.event.PromotionEvent.PromotionRefused;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.store.publication.ChannelLog;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Tells what was decided: first whoever serves, so that the page is there when the event arrives. */
public final class Announcements {
    private final LiveChannels live;
    private final EventPublisher events;
    private final Clock clock;

    public Announcements(LiveChannels live, EventPublisher events, Clock clock) {
        this.live = live;
        this.events = events;
        this.clock = clock;
    }

    void written(LogWriter.Settled.Written written, @Nullable String traceparent) {
        live.changed(written.log());
        events.publish(eventOf(written.generation(), traceparent), traceparent);
    }

    /** Tells the log's last entry once more, if it changed what is live. */
    void last(ChannelLog log) {
        if (log.entries().isEmpty()) {
            return;
        }

        Generation last = log.entries().getLast();
        if (last.entry() instanceof Generation.Promoted || last.entry() instanceof Generation.Retired) {
            events.publish(eventOf(last, null), null);
        }
    }

    void seen(ChannelLog log) {
        live.changed(log);
    }

    void refused(ChannelId channel, BuildNumber build, String reason) {
        events.publish(new PromotionRefused(channel, build, reason, clock.instant()), null);
    }

    void quarantined(ChannelQuarantined event, @Nullable String traceparent) {
        events.publish(event, traceparent);
    }

    private static PromotionEvent eventOf(Generation generation, @Nullable String traceparent) {
        ChannelId channel = generation.channel();
        return switch (generation.entry()) {
            case Generation.Promoted promoted ->
                new PromotionEvent.Promoted(
                        channel,
                        generation.number(),
                        promoted.build(),
                        promoted.revision(),
                        promoted.artifact().root(),
                        generation.at(),
                        traceparent);
            case Generation.RolledBack rolledBack ->
                new PromotionEvent.RolledBack(
                        channel,
                        generation.number(),
                        rolledBack.build(),
                        rolledBack.revision(),
                        rolledBack.artifact().root(),
                        generation.by(),
                        rolledBack.reason(),
                        generation.at());
            case Generation.Locked locked ->
                new PromotionEvent.Locked(
                        channel,
                        generation.number(),
                        generation.by(),
                        locked.reason(),
                        locked.until(),
                        generation.at());
            case Generation.Unlocked unlocked ->
                new PromotionEvent.Unlocked(
                        channel, generation.number(), generation.by(), unlocked.reason(), generation.at());
            case Generation.Retired retired ->
                new PromotionEvent.ChannelRetired(channel, generation.number(), retired.build(), generation.at());
        };
    }
}
