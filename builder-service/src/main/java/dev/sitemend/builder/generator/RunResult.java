package dev.sitemend.builder.generator;

import dev.sitemend.builder.workspace.Product;
import dev.sitemend.contracts.vocabulary.FailureClass;

/** How a run of a generator ended. */
public sealed interface RunResult {
    /** Output and state are complete, as far as the generator knows. */
    record Finished(Product product) implements RunResult {}

    /** Output and state are worth nothing. {@code message} is for the writer: what happened and what to do. */
    record Broken(FailureClass failure, String message) implements RunResult {}
}
