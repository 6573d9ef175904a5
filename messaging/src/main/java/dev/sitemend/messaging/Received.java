package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Event;
import org.jspecify.annotations.Nullable;

/** What a record turned out to be. */
public sealed interface Received {
    Origin origin();

    /**
     * An event that this version of Sitemend knows.
     *
     * @param traceparent W3C trace context that came along; absent when there was none, or none that is well-formed
     */
    record Known(Event event, Origin origin, @Nullable String traceparent) implements Received {}

    /**
     * A record that can not be read, now or ever, by this version of Sitemend.
     *
     * @param reason one sentence, for people
     * @param payload the record's bytes, not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared: it is on its way to the dead letters.
    record Poison(String reason, byte[] payload, Origin origin) implements Received {}

    /** A record without a value: on a compacted topic it says that the key is gone. */
    record Tombstone(Origin origin) implements Received {}
}
