package dev.sitemend.builder.record;

import dev.sitemend.contracts.format.HealMark;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import java.util.List;
import java.util.Optional;

/**
 * Rule 11: what a heal may do that found these earlier attempts for its revision and fingerprint. So a duplicated
 * healer, or two of them, make one rebuild.
 */
sealed interface HealDecision {
    /** Nobody has had an answer yet: this attempt may be marked. */
    record Attempt(int number) implements HealDecision {}

    /** The attempt is one's own already. */
    record Mine() implements HealDecision {}

    /** An earlier attempt had an answer, success or failure: this is it. */
    record Answered(Report report) implements HealDecision {}

    /** An attempt is under way. */
    record UnderWay(BuildNumber build) implements HealDecision {}

    /** An earlier attempt, and its build's report if it is closed. */
    record Earlier(HealMark mark, Optional<Report> report) {}

    /**
     * Decides.
     *
     * @param attempts in their order; those whose report says nothing are left out
     * @param next the number of the next attempt
     */
    static HealDecision of(List<Earlier> attempts, int next, BuildNumber own, Rules rules) {
        if (!rules.hold(Rule.HEAL_ONCE)) {
            return new Attempt(next);
        }

        for (Earlier attempt : attempts) {
            if (attempt.mark().build().equals(own)) {
                return new Mine();
            }
            if (attempt.report().isEmpty()) {
                return new UnderWay(attempt.mark().build());
            }
            if (attempt.report().get().isAnswer()) {
                return new Answered(attempt.report().get());
            }
        }
        return new Attempt(next);
    }
}
