package dev.sitemend.builder.generator;

/** Whether a build may start from a sealed cache. */
public sealed interface Refreshing {
    record Allowed() implements Refreshing {}

    /** {@code reason} is for the log: "the generator or its setup changed". */
    record Forbidden(String reason) implements Refreshing {}
}
