package dev.sitemend.store.retention;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.store.publication.ChannelLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What decides about a channel's builds. All times are the store's.
 *
 * @param log its publication log
 * @param written when each entry of the log was written, in their order; those that are missing at the end were written
 *     just now
 * @param successes every success that is not collected, with the time of its report
 * @param needed builds that open claims need
 * @param removed when the site was removed; empty while it is there
 */
public record ChannelPast(
        ChannelLog log,
        List<Instant> written,
        Map<BuildNumber, Instant> successes,
        Set<BuildNumber> needed,
        Optional<Instant> removed) {
    public ChannelPast {
        written = List.copyOf(written);
        successes = Map.copyOf(successes);
        needed = Set.copyOf(needed);
    }

    /** The same, with the log as it was read again. */
    public ChannelPast with(ChannelLog again) {
        return new ChannelPast(again, written, successes, needed, removed);
    }
}
