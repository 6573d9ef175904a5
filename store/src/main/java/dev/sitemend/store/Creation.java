package dev.sitemend.store;

/** What became of a conditional write. */
public sealed interface Creation {
    /** The object is ours. */
    record Won() implements Creation {}

    /** The object is another's. It stays so. */
    record Lost() implements Creation {}

    /** No answer, and reading back found nothing yet: it may still turn out either way. Clean nothing up. */
    record Unknown(RuntimeException cause) implements Creation {}
}
