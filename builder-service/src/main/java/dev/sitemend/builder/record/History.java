package dev.sitemend.builder.record;

import dev.sitemend.contracts.id.Revision;

/** The commits of one site, as far as they were fetched. */
@FunctionalInterface
public interface History {
    /** Whether {@code revision} is {@code head} or one of its ancestors; false for an unknown one. */
    boolean contains(Revision head, Revision revision) throws InterruptedException;
}
