package dev.sitemend.trigger.request;

import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.messaging.EventPublisher;
import java.time.Clock;
import java.util.function.Supplier;

/** Turns wishes into build requests. Nothing else publishes {@link BuildRequested}. */
public final class BuildRequests {
    private final EventPublisher events;
    private final Clock clock;
    private final Supplier<RequestId> ids;
    private final Supplier<String> traces;

    /** @param traces gives a wish without a trace context its own */
    public BuildRequests(EventPublisher events, Clock clock, Supplier<RequestId> ids, Supplier<String> traces) {
        this.events = events;
        this.clock = clock;
        this.ids = ids;
        this.traces = traces;
    }

    /**
     * Returns once the request is durable.
     *
     * @throws dev.sitemend.messaging.EventsUnavailableException if Kafka did not take it; whether it arrived all the
     *     same is unknown, and asking again is harmless
     */
    public RequestId request(Wish wish) {
        RequestId id = wish.id() == null ? ids.get() : wish.id();
        String traceparent = wish.traceparent() == null ? traces.get() : wish.traceparent();
        BuildRequested request = new BuildRequested(
                id,
                wish.channel(),
                wish.mode(),
                wish.cause(),
                wish.revision(),
                wish.requester(),
                wish.reason(),
                wish.healOf(),
                clock.instant(),
                traceparent);
        events.publish(request, traceparent);
        return id;
    }
}
