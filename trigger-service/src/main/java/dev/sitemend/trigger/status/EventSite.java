package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.DeadLetterEvent;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.LogEvent;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.event.RequestEvent;
import dev.sitemend.contracts.event.SiteEvent;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import java.util.Optional;

/** Which site and channel an event is about. */
final class EventSite {
    private EventSite() {}

    static Optional<SiteId> of(Event event) {
        return switch (event) {
            case SiteEvent e -> Optional.of(e.site());
            case LogEvent.LogChunk e -> Optional.of(e.site());
            default -> channel(event).map(ChannelId::site);
        };
    }

    static Optional<ChannelId> channel(Event event) {
        return switch (event) {
            case SiteEvent _, LogEvent _ -> Optional.empty();
            case RequestEvent e -> Optional.of(e.channel());
            case BuildEvent e -> Optional.of(e.channel());
            case PublishEvent e -> Optional.of(e.channel());
            case PromotionEvent e -> Optional.of(e.channel());
            case DeadLetterEvent.DeadLettered e -> Optional.ofNullable(e.channel());
            case DeadLetterEvent.DeadLetterResolved e ->
                e.key().contains("@") ? Optional.of(ChannelId.parse(e.key())) : Optional.empty();
        };
    }
}
