package dev.sitemend.builder.intake;

import dev.sitemend.builder.record.HeadTrust;
import dev.sitemend.builder.record.History;
import dev.sitemend.builder.record.Rule;
import dev.sitemend.builder.record.Rules;
import dev.sitemend.builder.record.Wish;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import org.jspecify.annotations.Nullable;

/** Rules 8 and 9: which waiting requests a build answers besides its own. */
final class Coverage {
    private final Rules rules;

    Coverage(Rules rules) {
        this.rules = rules;
    }

    /**
     * What a build was, as far as coverage depends on it.
     *
     * @param mode what was really done
     */
    record Built(int partition, long endOffset, BuildMode mode, Cause cause, Outcome outcome, HeadTrust trust) {}

    /** Whether {@code built} answers {@code wish}, which is not its own request. */
    boolean covers(Built built, Wish wish, History history) throws InterruptedException {
        boolean askedBefore = built.partition() == wish.partition() && wish.offset() < built.endOffset();
        if (!askedBefore && rules.hold(Rule.COVER_BELOW_END)) {
            return false;
        }

        return isCleanEnough(built, wish) && isAnswered(built, wish, history);
    }

    private boolean isCleanEnough(Built built, Wish wish) {
        if (!rules.hold(Rule.COVER_CLEAN_BY_CLEAN)) {
            return true;
        }
        if (wish.isForced()) {
            // Somebody wants it built once more, and a forced build may shrink the output where another may not.
            return built.cause() == Cause.FORCED && built.mode() == BuildMode.REBUILD;
        }

        return !wish.wantsClean() || built.mode() == BuildMode.REBUILD;
    }

    private boolean isAnswered(Built built, Wish wish, History history) throws InterruptedException {
        boolean wholeTruth = built.trust() == HeadTrust.AUTHORITATIVE || !rules.hold(Rule.COVER_WHAT_IT_CONTAINS);
        return switch (built.outcome()) {
            case Outcome.Abandoned _ -> false;
            case Outcome.Succeeded succeeded -> wholeTruth || contains(succeeded.revision(), wish, history);
            case Outcome.BranchGone _ -> wholeTruth || wish.request().revision() == null;
            case Outcome.Failed failed -> {
                @Nullable Revision revision = failed.revision();
                // A host that refuses the whole repository has answered everyone who asked before.
                yield revision == null
                        ? failed.failure() == FailureClass.REPOSITORY
                        : wholeTruth || contains(revision, wish, history);
            }
        };
    }

    private static boolean contains(Revision built, Wish wish, History history) throws InterruptedException {
        if (wish.isDeletion()) {
            return false; // The host may lag, and the branch be gone.
        }

        @Nullable Revision wanted = wish.request().revision();
        return wanted == null || history.contains(built, wanted);
    }
}
