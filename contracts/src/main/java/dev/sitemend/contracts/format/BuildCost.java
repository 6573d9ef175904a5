package dev.sitemend.contracts.format;

import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one successful build cost its generator. A seal carries those of its site's latest builds, so that a builder
 * that never saw the site can tell what a refresh or a clean rebuild will take.
 *
 * @param sourceChanges how many source files differed from the base; absent for a clean rebuild, which reads them all
 * @param outputChanges how many output files differed from what was there before
 * @param took from the generator's start to its end
 * @param at when it ended
 */
public record BuildCost(
        BuildMode mode, @Nullable Integer sourceChanges, long outputChanges, Duration took, Instant at) {}
