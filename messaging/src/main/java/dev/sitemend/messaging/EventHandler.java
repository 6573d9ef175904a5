package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Event;

/** Does what one event asks for. */
@FunctionalInterface
public interface EventHandler {
    /**
     * Returns once all that follows from the event is durable: only then is its offset acknowledged. May be called
     * again with the same event.
     *
     * @throws RuntimeException if it could not be done; the event is then handed over again, in place, after a pause
     */
    void handle(Event event, Origin origin);
}
