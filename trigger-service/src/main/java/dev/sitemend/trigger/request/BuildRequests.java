package dev.sitemend.trigger.request;

import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.trace.LogFields;
import dev.sitemend.messaging.trace.Span;
import dev.sitemend.messaging.trace.Traces;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns wishes into build requests. Nothing else publishes {@link BuildRequested}. */
public final class BuildRequests {
    private static final Logger LOG = LoggerFactory.getLogger(BuildRequests.class);

    private final EventPublisher events;
    private final Clock clock;
    private final Supplier<RequestId> ids;
    private final Traces traces;

    public BuildRequests(EventPublisher events, Clock clock, Supplier<RequestId> ids, Traces traces) {
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
        try (Span span = traces.begin("request", Traces.Kind.SENDING, wish.traceparent(), attributes(id, wish));
                LogFields _ = LogFields.of(wish.channel(), span.traceparent())) {
            events.publish(event(id, wish, span.traceparent()), span.traceparent());
            LOG.info("{} of {} is asked for by {}: {}", wish.mode(), wish.channel(), wish.requester(), id);
        }
        return id;
    }

    private static Map<String, String> attributes(RequestId id, Wish wish) {
        return Map.of(
                "sitemend.request", id.value(),
                "sitemend.channel", wish.channel().toString(),
                "sitemend.cause", wish.cause().name(),
                "sitemend.requester", wish.requester());
    }

    private BuildRequested event(RequestId id, Wish wish, String traceparent) {
        return new BuildRequested(
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
    }
}
