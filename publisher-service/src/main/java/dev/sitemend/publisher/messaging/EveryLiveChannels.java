package dev.sitemend.publisher.messaging;

import dev.sitemend.publisher.promotion.LiveChannels;
import dev.sitemend.store.publication.ChannelLog;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everybody, and lets nobody's trouble hold up a promotion: the log has the entry already. */
final class EveryLiveChannels {
    private static final Logger LOG = LoggerFactory.getLogger(EveryLiveChannels.class);

    private final List<LiveChannels> listeners;

    EveryLiveChannels(List<LiveChannels> listeners) {
        this.listeners = listeners;
    }

    void changed(ChannelLog log) {
        for (LiveChannels listener : listeners) {
            try {
                listener.changed(log);
            } catch (RuntimeException e) {
                LOG.warn("Entry {} of {} is not served yet", log.entries().size(), log.channel(), e);
            }
        }
    }
}
