package dev.sitemend.publisher.messaging;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.messaging.EventHandler;
import dev.sitemend.messaging.Origin;
import dev.sitemend.store.publication.PublicationLog;

/** Reads the log of every channel of which some publisher told something. */
final class PromotionsElsewhere implements EventHandler {
    private final PublicationLog publication;
    private final EveryLiveChannels live;

    PromotionsElsewhere(PublicationLog publication, EveryLiveChannels live) {
        this.publication = publication;
        this.live = live;
    }

    @Override
    public void handle(Event event, Origin origin) {
        if (event instanceof PromotionEvent promotion) {
            live.changed(publication.read(promotion.channel()));
        }
    }
}
