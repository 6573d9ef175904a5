package dev.sitemend.trigger.status;

import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import java.util.Optional;

/** Counts commits, where the repository is at hand. */
@FunctionalInterface
public interface CommitDistance {
    /** How many commits {@code to} has that {@code from} has not; empty where that is not known. */
    Optional<Long> between(SiteId site, Revision from, Revision to);
}
