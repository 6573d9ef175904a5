package dev.sitemend.publisher.promotion;

import dev.sitemend.store.publication.ChannelLog;

/** Wants to know at once what is live. */
@FunctionalInterface
public interface LiveChannels {
    /**
     * The channel's publication log got an entry, or was read again. Called after the entry is durable and before its
     * event is sent, by any thread, possibly more than once with the same log, and possibly with an older one after a
     * newer one: the log with more entries counts.
     *
     * <p>Returns once visitors get what the log says, or once it is clear that this can not be now; it is tried again
     * then. Throws nothing.
     */
    void changed(ChannelLog log);
}
