package dev.sitemend.publisher.promotion;

import dev.sitemend.contracts.event.PromotionEvent.ChannelQuarantined;
import dev.sitemend.contracts.event.PromotionEvent.CommandRefused;
import dev.sitemend.contracts.event.PromotionEvent.PromotionRefused;
import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.history.StoredEvents;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.json.CommandTokens;
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

    /**
     * Tells what an entry says.
     *
     * @param build trace context of the build that it is about: the same each time it is told
     * @param traceparent of what wrote it now
     */
    void written(LogWriter.Settled.Written written, @Nullable String build, @Nullable String traceparent) {
        live.changed(written.log());
        events.publish(StoredEvents.entry(written.generation(), build), traceparent);
    }

    /** Tells the log's last entry once more, if it changed what is live. */
    void last(ChannelLog log) {
        if (log.entries().isEmpty()) {
            return;
        }

        Generation last = log.entries().getLast();
        if (last.entry() instanceof Generation.Promoted || last.entry() instanceof Generation.Retired) {
            events.publish(StoredEvents.entry(last, null), null);
        }
    }

    void seen(ChannelLog log) {
        live.changed(log);
    }

    void refused(ChannelId channel, BuildNumber build, String reason) {
        events.publish(new PromotionRefused(channel, build, reason, clock.instant()), null);
    }

    void refused(PublishEvent command, String reason) {
        events.publish(
                new CommandRefused(command.channel(), CommandTokens.of(command), command.by(), reason, clock.instant()),
                null);
    }

    void quarantined(ChannelQuarantined event, @Nullable String traceparent) {
        events.publish(event, traceparent);
    }
}
