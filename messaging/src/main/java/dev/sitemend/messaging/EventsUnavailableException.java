package dev.sitemend.messaging;

/** Kafka did not acknowledge in time. Worth a retry; whether the event arrived is unknown. */
public final class EventsUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EventsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
