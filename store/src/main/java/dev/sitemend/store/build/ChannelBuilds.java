package dev.sitemend.store.build;

import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Report;
import java.util.List;
import java.util.Optional;

/**
 * What the store says about a channel's builds.
 *
 * @param open claims without a report, lowest number first
 * @param newestSuccess the success of the highest number
 * @param newestAnswer the report of the highest number that is not {@code abandoned}
 */
public record ChannelBuilds(List<Claim> open, Optional<Report> newestSuccess, Optional<Report> newestAnswer) {
    public ChannelBuilds {
        open = List.copyOf(open);
    }
}
