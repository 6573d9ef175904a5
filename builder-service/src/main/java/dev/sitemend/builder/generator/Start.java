package dev.sitemend.builder.generator;

import dev.sitemend.builder.checkout.SourceChanges;
import dev.sitemend.contracts.id.Revision;

/** What a build starts from. */
public sealed interface Start {
    /** Nothing: state and output of the workspace are empty. */
    record Clean() implements Start {}

    /** State and output of the workspace are those of {@code base}; Git says what changed since. */
    record From(Revision base, SourceChanges changes) implements Start {}
}
