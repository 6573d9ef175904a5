package dev.sitemend.builder.build;

import dev.sitemend.builder.checkout.Repositories;
import dev.sitemend.builder.checkout.SourceChanges;
import dev.sitemend.builder.cost.Choices;
import dev.sitemend.builder.generator.Plan;
import dev.sitemend.builder.generator.RefreshQuestion;
import dev.sitemend.builder.generator.Refreshing;
import dev.sitemend.builder.generator.Start;
import dev.sitemend.builder.record.Archive;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.format.BuildChoice;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.store.UnreadableObjectException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Refresh where the cache, the fingerprint and the branch's history allow it and the costs speak for it, else clean. A
 * miss is never a failure.
 */
final class Starts {
    private final Repositories repositories;
    private final Archive archive;
    private final Duration oldestCaches;
    private final Clock clock;

    Starts(Repositories repositories, Archive archive, Duration oldestCaches, Clock clock) {
        this.repositories = repositories;
        this.archive = archive;
        this.oldestCaches = oldestCaches;
        this.clock = clock;
    }

    /** Decides, and prepares state and output of the workspace. */
    Started prepare(Job job, Revision head, Plan plan, Workspace workspace) throws InterruptedException {
        if (job.base().isEmpty()) {
            return clean(job, plan, workspace, withoutBase(job, plan));
        }

        CacheSeal base = job.base().get();
        SiteId site = job.site().site();
        if (Refreshing.of(question(job, base, head, plan), oldestCaches) instanceof Refreshing.Forbidden(String why)) {
            return clean(job, plan, workspace, why);
        }

        SourceChanges changes = repositories.changes(site, base.revision(), head);
        BuildChoice choice = Choices.of(job.history(), changes.count(), plan.refresh());
        if (choice.mode() == BuildMode.REBUILD) {
            return clean(job, plan, workspace, choice);
        }

        if (archive.restore(base, plan.layout(), changes, workspace) instanceof Archive.Restored.Miss miss) {
            return clean(job, plan, workspace, "the cache of " + base.number() + " is not whole: " + miss.reason());
        }

        job.log()
                .say("Refreshing from " + base.number() + " at "
                        + base.revision().abbreviated() + ": " + choice.reason());
        return new Started(new Start.From(base.revision(), changes), Optional.of(base), choice);
    }

    /** When the cache turns out not to be whole only after the refresh. */
    Started startOver(Job job, Plan plan, Workspace workspace, UnreadableObjectException miss) {
        return clean(job, plan, workspace, "the cache is not whole: " + miss.getMessage());
    }

    private RefreshQuestion question(Job job, CacheSeal base, Revision head, Plan plan) throws InterruptedException {
        boolean sameHistory =
                base.revision().equals(head) || repositories.contains(job.site().site(), head, base.revision());
        return new RefreshQuestion(
                plan,
                base.lineage(),
                job.history()
                        .newestRebuild()
                        .map(at -> Duration.between(at, clock.instant()))
                        .orElse(Duration.ZERO),
                sameHistory ? RefreshQuestion.History.ANCESTOR : RefreshQuestion.History.REWRITTEN);
    }

    private static String withoutBase(Job job, Plan plan) {
        if (job.wish().wantsClean()) {
            return "a clean rebuild was asked for";
        }

        return switch (plan.refresh()) {
            case NONE -> "the " + plan.preset() + " preset builds everything each time";
            case CACHES, IN_PLACE -> "there is no cache to refresh from";
        };
    }

    private static Started clean(Job job, Plan plan, Workspace workspace, String reason) {
        return clean(job, plan, workspace, Choices.clean(job.history(), reason));
    }

    private static Started clean(Job job, Plan plan, Workspace workspace, BuildChoice choice) {
        job.log().say("Building clean: " + choice.reason());
        workspace.startClean(plan.layout());
        return new Started(new Start.Clean(), Optional.empty(), choice);
    }
}
