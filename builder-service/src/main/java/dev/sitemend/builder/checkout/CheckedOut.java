package dev.sitemend.builder.checkout;

/** What a checkout had to touch. */
public sealed interface CheckedOut {
    /** The folder was emptied and filled. */
    record Anew() implements CheckedOut {}

    /** Only these files were written or removed. */
    record Advanced(SourceChanges changes) implements CheckedOut {}
}
