package dev.sitemend.messaging.trace;

import java.time.Instant;

/** A piece of work as a part of a trace. */
public interface Span extends AutoCloseable {
    /** What whoever comes next goes on from. */
    String traceparent();

    /** A part of this span that is over already. */
    void step(String name, Instant begin, Instant end);

    /** Adds what became known on the way. */
    void note(String attribute, String value);

    /** It did not end well. */
    void failed(String why);

    @Override
    void close();
}
