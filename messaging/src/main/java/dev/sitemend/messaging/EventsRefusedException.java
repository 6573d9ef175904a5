package dev.sitemend.messaging;

/** Kafka answers, says no, and will say so again until somebody acts. The message says what to do. */
public final class EventsRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EventsRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
