package dev.sitemend.builder.cost;

import java.time.Duration;

/**
 * What may be kept for the next build of a site.
 *
 * @param age of caches, since the clean rebuild that began them
 * @param bytes of the generator's state, unpacked
 */
public record CacheBudget(Duration age, long bytes) {}
