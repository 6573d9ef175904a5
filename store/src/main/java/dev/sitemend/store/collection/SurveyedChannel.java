package dev.sitemend.store.collection;

import dev.sitemend.store.publication.ChannelLog;
import java.time.Instant;
import java.util.List;

/**
 * A channel's publication log, and when the store got its entries.
 *
 * @param written in the order of the entries; the last may be missing
 */
record SurveyedChannel(ChannelLog log, List<Instant> written) {
    SurveyedChannel {
        written = List.copyOf(written);
    }
}
