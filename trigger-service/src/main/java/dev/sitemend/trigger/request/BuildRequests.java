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

    public BuildRequests(EventPublisher events, Clock clock, Supplier<RequestId> ids) {
        this.events = events;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Returns once the request is durable.
     *
     * @throws dev.sitemend.messaging.EventsUnavailableException if Kafka did not take it; whether it arrived all the
     *     same is unknown, and asking again is harmless
     */
    public RequestId request(Wish wish) {
        return request(wish, wish.id() == null ? ids.get() : wish.id());
    }

    private RequestId request(Wish wish, RequestId id) {
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
                wish.traceparent());
        events.publish(request, wish.traceparent());
        return id;
    }
}
