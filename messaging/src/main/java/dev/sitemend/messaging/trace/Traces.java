package dev.sitemend.messaging.trace;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Begins the spans that a push leaves on its way. What joins them is a W3C {@code traceparent}, which travels in
 * events, claims and reports, so that it outlives redeliveries, takeovers and restarts.
 */
public interface Traces extends AutoCloseable {
    /** What a span is to those before and after it. */
    enum Kind {
        /** Somebody outside waits for it. */
        ASKED,
        /** It leaves an event behind, which others act on. */
        SENDING,
        /** It acts on an event. */
        RECEIVING
    }

    /**
     * Begins a span now, which ends when it is closed.
     *
     * @param parent the {@code traceparent} that it goes on from; a new trace begins where there is none, or none that
     *     is well-formed
     */
    Span begin(String name, Kind kind, @Nullable String parent, Map<String, String> attributes);

    /** Sends what was not sent yet, for a moment at most. */
    @Override
    void close();
}
