package dev.sitemend.publisher.messaging;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.messaging.EventHandler;
import dev.sitemend.messaging.Origin;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.publication.PublicationLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the log of every channel of which some publisher told something. */
final class PromotionsElsewhere implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PromotionsElsewhere.class);

    private final PublicationLog publication;
    private final EveryLiveChannels live;

    PromotionsElsewhere(PublicationLog publication, EveryLiveChannels live) {
        this.publication = publication;
        this.live = live;
    }

    @Override
    public void handle(Event event, Origin origin) {
        if (event instanceof PromotionEvent promotion) {
            try {
                live.changed(publication.read(promotion.channel()));
            } catch (UnreadableObjectException e) {
                LOG.error("Cannot tell what is live of {}: {}", promotion.channel(), e.getMessage());
            }
        }
    }
}
