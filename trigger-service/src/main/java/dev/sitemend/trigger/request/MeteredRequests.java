package dev.sitemend.trigger.request;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.messaging.EventPublisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code sitemend_requests_total{cause}}: wishes that are durable. Each cause is there from the start with 0. */
public final class MeteredRequests implements EventPublisher {
    private final EventPublisher delegate;
    private final MeterRegistry meters;

    public MeteredRequests(EventPublisher delegate, MeterRegistry meters) {
        this.delegate = delegate;
        this.meters = meters;
        for (Cause cause : Cause.values()) {
            requests(cause);
        }
    }

    @Override
    public void publish(Event event, @Nullable String traceparent) {
        delegate.publish(event, traceparent);
        if (event instanceof BuildRequested request) {
            requests(request.cause()).increment();
        }
    }

    private Counter requests(Cause cause) {
        return Counter.builder("sitemend.requests")
                .description("Builds asked for, by cause")
                .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
