package dev.sitemend.trigger.publishing;

import dev.sitemend.contracts.format.Generation;

/** What became of a command to the publisher. */
public sealed interface Carried {
    /** It is in the publication log. */
    record Done(Generation generation) implements Carried {}

    /**
     * The publisher did nothing.
     *
     * @param reason a sentence with the values that decided
     */
    record Refused(String reason) implements Carried {}

    /** The command is durable; no publisher has answered yet. */
    record Waiting() implements Carried {}
}
