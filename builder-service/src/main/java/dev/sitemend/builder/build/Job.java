package dev.sitemend.builder.build;

import dev.sitemend.builder.log.BuildLog;
import dev.sitemend.builder.record.StepClock;
import dev.sitemend.builder.record.Wish;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import java.util.Optional;

/**
 * A claimed build, and what it starts from.
 *
 * @param base the cache that the claim names; absent for a clean rebuild
 * @param newest the channel's newest success below this build
 */
record Job(
        Wish wish,
        SiteSettings site,
        Claim claim,
        Optional<CacheSeal> base,
        Optional<Report> newest,
        BuildLog log,
        StepClock steps) {}
