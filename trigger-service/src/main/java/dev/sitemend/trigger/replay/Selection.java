package dev.sitemend.trigger.replay;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests of the past are meant.
 *
 * @param site absent for all
 * @param branch absent for all
 * @param since records before it are not; absent for all that the topic holds
 * @param until records from then on are not; absent for now
 * @param from of this partition only what lies at this offset and behind it; absent for all partitions
 * @param outcomes words of {@link dev.sitemend.trigger.status.RequestFate.State}: what became of the newest request of
 *     the channel; empty for any
 */
public record Selection(
        @Nullable SiteId site,
        @Nullable BranchName branch,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Position from,
        Set<String> outcomes) {
    public Selection {
        outcomes = Set.copyOf(outcomes);
    }

    /** A place in the topic. */
    public record Position(int partition, long offset) {}

    boolean includes(ChannelId channel, Instant at) {
        return (site == null || site.equals(channel.site()))
                && (branch == null || branch.equals(channel.branch()))
                && (since == null || !at.isBefore(since))
                && (until == null || at.isBefore(until));
    }
}
