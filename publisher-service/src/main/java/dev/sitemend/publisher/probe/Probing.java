package dev.sitemend.publisher.probe;

/** What came of a probe. */
public sealed interface Probing {
    /** Visitors get what the publication log says. */
    record Right() implements Probing {}

    /** Visitors get something else, or nothing; {@code what} is a sentence with the values. */
    record Wrong(String what) implements Probing {}
}
