package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Event;
import org.jspecify.annotations.Nullable;

/** Puts events on their topics. */
@FunctionalInterface
public interface EventPublisher {
    /**
     * Returns once the broker has acknowledged the event with all in-sync replicas. Events of one key published one
     * after the other stay in that order. Publishing the same event twice is harmless: all readers expect doubles.
     *
     * @param traceparent W3C trace context to send along
     * @throws EventsUnavailableException if the broker did not acknowledge in time. The event may be on the topic all
     *     the same, now or later
     */
    void publish(Event event, @Nullable String traceparent);
}
