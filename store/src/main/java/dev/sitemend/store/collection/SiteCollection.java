package dev.sitemend.store.collection;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.retention.ChannelRetention;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a look at a site's garbage found, or what collecting it did.
 *
 * @param channels what stays and what goes of each channel's builds
 * @param dead open claims whose builders are long dead
 * @param sweep every object judged
 * @param deleted so many of those that go are gone; 0 for a look
 */
public record SiteCollection(
        SiteId site,
        SortedMap<ChannelId, ChannelRetention> channels,
        List<BuildNumber> dead,
        Sweep sweep,
        int deleted) {
    public SiteCollection {
        channels = new TreeMap<>(channels);
        dead = List.copyOf(dead);
    }

    /** A site of which nothing is known. */
    static SiteCollection none(SiteId site) {
        return new SiteCollection(site, new TreeMap<>(Map.of()), List.of(), new Sweep(List.of(), List.of()), 0);
    }

    /** Whether a further run finds nothing to delete but what has aged until then. */
    public boolean isComplete() {
        return deleted == sweep.goes().size();
    }

    /** The bytes that go, or went. */
    public long bytes() {
        return sweep.goes().stream()
                .mapToLong(garbage -> garbage.object().size())
                .sum();
    }
}
