package dev.sitemend.builder.build;

import dev.sitemend.builder.record.History;
import dev.sitemend.builder.record.Rule;
import dev.sitemend.builder.record.Rules;
import dev.sitemend.builder.record.Wish;
import dev.sitemend.contracts.id.Revision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rule 5: whether what the Git host shows may be older than what was asked for, or than what was built. */
final class HeadCheck {
    private final Rules rules;

    HeadCheck(Rules rules) {
        this.rules = rules;
    }

    /**
     * Looks for a reason to ask once more.
     *
     * @param head what the host shows; empty for no such branch
     * @param built what the channel's newest success built; empty when there is none, or the branch was gone since
     * @return why the host seems to lag, as the note of a build that goes on all the same; empty when it does not
     */
    Optional<String> doubt(Optional<Revision> head, Wish wish, Optional<Revision> built, History history)
            throws InterruptedException {
        @Nullable Revision wanted = wish.request().revision();
        if (head.isEmpty()) {
            return doubtOfNoBranch(wanted, built);
        }

        Revision found = head.get();
        if (rules.hold(Rule.HEAD_CONTAINS_REQUEST)) {
            if (wish.isDeletion()) {
                return Optional.of("The branch exists, though its deletion was reported; its head "
                        + found.abbreviated() + " was built");
            }
            if (wanted != null && !history.contains(found, wanted)) {
                return Optional.of("The branch's head " + found.abbreviated() + " does not contain "
                        + wanted.abbreviated() + ", which was pushed: the branch was force-pushed since");
            }
        }

        // An old head of a branch that was rewritten since is no ancestor of what was built: only a head that contains
        // it
        // is surely not older. So a force-push on a host that may lag takes its time.
        boolean ahead = built.isEmpty() || history.contains(found, built.get());
        return ahead || !rules.hold(Rule.HEAD_NOT_BEHIND)
                ? Optional.empty()
                : Optional.of("The branch's head " + found.abbreviated() + " does not contain "
                        + built.get().abbreviated() + ", which was built last: the branch was force-pushed since");
    }

    /** A branch that is not there yet, or not there any more: the first is a lag, and the second can wait. */
    private Optional<String> doubtOfNoBranch(@Nullable Revision wanted, Optional<Revision> built) {
        if (wanted != null && rules.hold(Rule.HEAD_CONTAINS_REQUEST)) {
            return Optional.of("The branch is gone, though " + wanted.abbreviated() + " was pushed to it");
        }

        return rules.hold(Rule.HEAD_NOT_BEHIND)
                ? built.map(revision -> "The branch is gone, though " + revision.abbreviated() + " of it was built")
                : Optional.empty();
    }
}
