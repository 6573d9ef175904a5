package dev.sitemend.builder.build;

import dev.sitemend.builder.checkout.SourceChanges;
import dev.sitemend.builder.generator.Start;
import dev.sitemend.contracts.format.BuildChoice;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a build really starts from, with the workspace prepared for it.
 *
 * @param base present for a refresh
 * @param choice why it is one, or why not
 */
record Started(Start start, Optional<CacheSeal> base, BuildChoice choice) {
    BuildMode mode() {
        return choice.mode();
    }

    /** How many source files the generator has to look at; absent when all. */
    OptionalInt sourceChanges() {
        return switch (start) {
            case Start.Clean() -> OptionalInt.empty();
            case Start.From(Revision _, SourceChanges changes) -> OptionalInt.of(changes.count());
        };
    }
}
