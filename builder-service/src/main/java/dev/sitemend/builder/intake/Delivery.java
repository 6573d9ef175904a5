package dev.sitemend.builder.intake;

import dev.sitemend.builder.record.Wish;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.messaging.OffsetTracker.Tracked;

/** A request that was handed over, and the record that must be finished once it is answered. */
public record Delivery(BuildRequested request, Tracked record) {
    public ChannelId channel() {
        return request.channel();
    }

    int partition() {
        return record.origin().partition();
    }

    long offset() {
        return record.origin().offset();
    }

    Wish wish() {
        return new Wish(request, partition(), offset());
    }
}
