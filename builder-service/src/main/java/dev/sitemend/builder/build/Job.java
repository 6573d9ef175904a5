package dev.sitemend.builder.build;

import dev.sitemend.builder.cost.History;
import dev.sitemend.builder.log.BuildLog;
import dev.sitemend.builder.record.Footing;
import dev.sitemend.builder.record.StepClock;
import dev.sitemend.builder.record.Wish;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.SiteSettings;
import java.util.Optional;

/**
 * A claimed build, and what it starts from.
 *
 * @param footing what it stands on, read after the claim
 * @param history what the site's builds have cost, up to its newest success
 */
record Job(Wish wish, SiteSettings site, Claim claim, Footing footing, History history, BuildLog log, StepClock steps) {
    /** The cache to refresh from; absent for a clean build. */
    Optional<CacheSeal> base() {
        return footing.base();
    }
}
