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
            return wanted == null || !rules.hold(Rule.HEAD_CONTAINS_REQUEST)
                    ? Optional.empty()
                    : Optional.of("The branch is gone, though " + wanted.abbreviated() + " was pushed to it");
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

        boolean behind = built.isPresent()
                && !built.get().equals(found)
                && history.contains(built.get(), found)
                && rules.hold(Rule.HEAD_NOT_BEHIND);
        return behind
                ? Optional.of("The branch was force-pushed back from "
                        + built.get().abbreviated() + " to " + found.abbreviated())
                : Optional.empty();
    }
}
