package dev.sitemend.trigger.webhook;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import org.jspecify.annotations.Nullable;

/** What a webhook says. */
sealed interface Delivery {
    /**
     * A branch moved.
     *
     * @param branch absent for the site's own
     * @param revision absent when the branch was deleted, or when the sender did not say
     * @param sender who moved it, for people
     */
    record Moved(@Nullable BranchName branch, @Nullable Revision revision, String sender) implements Delivery {}

    /** Nothing that a build follows from. */
    record Ignored(String why) implements Delivery {}
}
