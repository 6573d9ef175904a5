package dev.sitemend.builder.generator;

import java.time.Duration;

/** Whether a build may start from a sealed cache. */
public sealed interface Refreshing {
    record Allowed() implements Refreshing {}

    /** {@code reason} is for the log: "the generator or its setup changed". */
    record Forbidden(String reason) implements Refreshing {}

    /**
     * Decides; without I/O.
     *
     * @param oldest how old caches may be: what no build uses any more stays in them for ever. An output that is
     *     refreshed in place has the audit for that
     */
    static Refreshing of(RefreshQuestion question, Duration oldest) {
        if (!question.plan().refreshes()) {
            return new Forbidden("the " + question.plan().preset() + " preset builds everything each time");
        }
        if (!question.plan().fingerprint().equals(question.lineage().fingerprint())) {
            return new Forbidden("the generator, its setup or its tools changed since the cache was made");
        }
        if (question.history() == RefreshQuestion.History.REWRITTEN) {
            return new Forbidden("the branch's history was rewritten: the cache's revision is not part of it");
        }
        if (question.plan().refresh() == Plan.Refresh.CACHES && question.age().compareTo(oldest) > 0) {
            return new Forbidden("its caches were begun " + question.age().toDays() + " days ago, and may be "
                    + oldest.toDays() + " days old");
        }
        return new Allowed();
    }
}
