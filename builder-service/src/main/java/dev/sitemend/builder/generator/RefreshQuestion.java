package dev.sitemend.builder.generator;

import dev.sitemend.contracts.format.Lineage;
import java.time.Duration;

/**
 * What decides whether a build may start from a sealed cache.
 *
 * @param lineage of the cache
 * @param age since the clean rebuild that the cache descends from; zero when not known
 * @param history whether the cache's revision is an ancestor of the new one, or the same
 */
public record RefreshQuestion(Plan plan, Lineage lineage, Duration age, History history) {
    /** How the cache's revision stands to the revision to build. */
    public enum History {
        ANCESTOR,
        REWRITTEN
    }
}
