package dev.sitemend.builder.checkout;

import dev.sitemend.contracts.id.Revision;

/** What the Git host says about a branch. */
public sealed interface Fetch {
    /** The branch points at this commit, and the commit with its whole history is in the mirror. */
    record Head(Revision revision) implements Fetch {}

    /** The repository answers and has no such branch; it may have no commits at all. */
    record NoBranch() implements Fetch {}

    /**
     * The host answers, and says no: wrong credentials, no access, no such repository, or an address that this builder
     * does not fetch from. Asking again does not help.
     *
     * @param message for the site's owner: what happened and what to do
     */
    record Refused(String message) implements Fetch {}

    /** No answer, or one that says "later". Ask again. */
    record Unreachable(String message) implements Fetch {}
}
