package dev.sitemend.builder.generator;

/** Whether a build may start from a sealed cache. */
public sealed interface Refreshing {
    record Allowed() implements Refreshing {}

    /** {@code reason} is for the log: "the generator or its setup changed". */
    record Forbidden(String reason) implements Refreshing {}

    /** Decides; without I/O. */
    static Refreshing of(RefreshQuestion question) {
        if (!question.plan().refreshes()) {
            return new Forbidden("the " + question.plan().preset() + " preset builds everything each time");
        }
        if (!question.plan().fingerprint().equals(question.lineage().fingerprint())) {
            return new Forbidden("the generator, its setup or its tools changed since the cache was made");
        }
        if (question.history() == RefreshQuestion.History.REWRITTEN) {
            return new Forbidden("the branch's history was rewritten: the cache's revision is not part of it");
        }
        return new Allowed();
    }
}
