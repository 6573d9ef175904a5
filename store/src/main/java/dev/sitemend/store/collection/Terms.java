package dev.sitemend.store.collection;

import dev.sitemend.store.retention.RetentionPolicy;
import java.time.Duration;

/**
 * How to collect.
 *
 * @param defaults what stays where a site says nothing else
 * @param grace how much older than every open claim a pack must be that nobody names. Covers clocks of the store's
 *     machines that differ, and listings that tell whole seconds
 * @param deadAfter a claim that is open so long is closed as abandoned. Longer than any build, because nobody here
 *     listens to heartbeats
 * @param mostDeletions of one run over one site
 */
public record Terms(RetentionPolicy defaults, Duration grace, Duration deadAfter, int mostDeletions) {
    public static final Terms DEFAULT =
            new Terms(RetentionPolicy.DEFAULT, Duration.ofHours(1), Duration.ofHours(24), 5000);

    public Terms {
        if (mostDeletions < 1) {
            throw new IllegalArgumentException("Cannot delete " + mostDeletions + " objects in a run: 1 is the least");
        }
    }
}
