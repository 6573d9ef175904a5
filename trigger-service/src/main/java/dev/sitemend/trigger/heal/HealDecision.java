package dev.sitemend.trigger.heal;

import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.trigger.request.Wish;
import java.time.Duration;

/** What becomes of a dead letter. */
public sealed interface HealDecision {
    /** Ask for a clean rebuild of the branch's head. */
    record Rebuild(Wish wish) implements HealDecision {}

    /** Nothing can be done without somebody who looks at it. */
    record LeaveForAPerson(String reason) implements HealDecision {}

    /** A heal, but not now: the site's budget is spent for so long. */
    record Defer(Duration until) implements HealDecision {}

    /**
     * The decision, from the letter and the site's budget alone.
     *
     * @param untilBudget zero when the site may heal now
     */
    static HealDecision of(DeadLettered letter, Duration untilBudget) {
        if (letter.channel() == null || letter.request() == null) {
            return new LeaveForAPerson("the record could not be read: " + letter.message());
        }
        if (letter.failure() == null || !letter.failure().isMendableByRebuild()) {
            return new LeaveForAPerson("a clean rebuild would end the same way: " + letter.message());
        }
        if (!untilBudget.isZero()) {
            return new Defer(untilBudget);
        }

        return new Rebuild(Wish.heal(letter.id(), letter.channel(), letter.revision(), letter.build())
                .tracedBy(letter.request().traceparent()));
    }
}
