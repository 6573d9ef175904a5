package dev.sitemend.builder.intake;

import dev.sitemend.builder.record.Rule;
import dev.sitemend.builder.record.Rules;
import dev.sitemend.builder.record.Wish;
import dev.sitemend.contracts.format.Report;

/** Rule 3: whether the report of another builder, whose open claim was waited for, answers a request. */
final class Acceptance {
    private final Rules rules;

    Acceptance(Rules rules) {
        this.rules = rules;
    }

    /**
     * A report says by name what it answers, and its end offset must lie above the request as well: the same request
     * may have been sent once more since, by somebody who wants it built again.
     */
    boolean answers(Report report, Wish wish) {
        if (!report.isAnswer()) {
            return false;
        }
        if (!rules.hold(Rule.ACCEPT_WHAT_IT_ANSWERS)) {
            return true;
        }

        boolean named = report.request().equals(wish.request().id())
                || report.covers().contains(wish.request().id());
        return named && report.partition() == wish.partition() && wish.offset() < report.endOffset();
    }
}
