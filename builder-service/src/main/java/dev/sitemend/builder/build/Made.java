package dev.sitemend.builder.build;

import dev.sitemend.builder.record.Heals;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.vocabulary.BuildMode;

/** What the workshop made of a head. */
sealed interface Made {
    /**
     * Something to report; a success is in the store already.
     *
     * @param mode what was really done
     */
    record Product(BuildMode mode, Outcome outcome) implements Made {}

    /** A heal that must not go on. */
    record NotPermitted(Heals.Permission why) implements Made {}
}
