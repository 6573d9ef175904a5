package dev.sitemend.builder.generator;

/** Whether a checkout can be built. */
public sealed interface Planning {
    record Planned(Plan plan) implements Planning {}

    /** {@code sitemend.yml} is wrong, or the generator is unknown or not installed. {@code message} says what to do. */
    record Misconfigured(String message) implements Planning {}
}
