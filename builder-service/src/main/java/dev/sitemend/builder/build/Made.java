package dev.sitemend.builder.build;

import dev.sitemend.builder.record.Heals;
import dev.sitemend.contracts.format.BuildChoice;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.util.Optional;

/** What the workshop made of a head. */
sealed interface Made {
    /**
     * Something to report; a success is in the store already.
     *
     * @param mode what was really done
     * @param choice why that; absent when it ended before
     * @param keepsake what the next build may start from, once this one has won
     */
    record Product(BuildMode mode, Optional<BuildChoice> choice, Outcome outcome, Optional<Keepsake> keepsake)
            implements Made {
        Product(BuildMode mode, Optional<BuildChoice> choice, Outcome outcome) {
            this(mode, choice, outcome, Optional.empty());
        }
    }

    /**
     * What lies in the workspace.
     *
     * @param seal of its pair
     */
    record Keepsake(CacheSeal seal, dev.sitemend.builder.workspace.Product product) {}

    /** A heal that must not go on. */
    record NotPermitted(Heals.Permission why) implements Made {}
}
