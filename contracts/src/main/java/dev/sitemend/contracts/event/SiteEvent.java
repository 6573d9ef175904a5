package dev.sitemend.contracts.event;

import dev.sitemend.contracts.id.SiteId;
import java.time.Instant;

/** {@code sitemend.sites}, compacted by site: announces what the store's registry says. */
public sealed interface SiteEvent extends Event {
    SiteId site();

    @Override
    default String key() {
        return site().value();
    }

    /** The settings of this site have this version now. Readers fetch them from the store. */
    record SiteChanged(SiteId site, long seq, boolean removed, Instant at) implements SiteEvent {}
}
