package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.id.SiteId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something happened, and the read model shows it already.
 *
 * @param position in the journal; absent for what is not kept there, such as a heartbeat
 */
public record Change(@Nullable Long position, Event event) {
    /** The site that the event is about; empty for a record that could not be read. */
    public Optional<SiteId> site() {
        return EventSite.of(event);
    }

    /** The position in the journal, or {@code other} for what is not kept there. */
    public long positionOr(long other) {
        return position == null ? other : position;
    }
}
