package dev.sitemend.builder.configuration;

/** What became of {@code sitemend.yml}. */
public sealed interface Configured {
    record Valid(SiteConfiguration configuration) implements Configured {}

    /** {@code message} names file and line of each mistake and says what was most likely meant. */
    record Invalid(String message) implements Configured {}
}
