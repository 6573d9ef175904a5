package dev.sitemend.publisher.promotion;

import dev.sitemend.contracts.format.Generation;
import java.time.Instant;
import java.util.Optional;

/** What is to be done about a channel, given its publication log as it was read. */
public sealed interface Decision {
    /** Append this entry. Somebody else's entry in between means: read the log, and decide again. */
    record Append(Generation.Entry entry) implements Decision {}

    /** It is in the log already: its event may have been lost, so send it again. */
    record Announce(Generation generation) implements Decision {}

    /**
     * No, and nothing that happens by itself will change that.
     *
     * @param reason a sentence with the values that decided
     */
    record Refuse(String reason) implements Decision {}

    /**
     * Not while this lock holds; afterwards it is asked again.
     *
     * @param until when the lock runs out by itself; empty if somebody has to lift it
     */
    record Hold(String reason, Optional<Instant> until) implements Decision {}

    /** There is nothing to do and nothing to say. */
    record Nothing() implements Decision {}
}
