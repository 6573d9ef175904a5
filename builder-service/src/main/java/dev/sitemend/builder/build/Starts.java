package dev.sitemend.builder.build;

import dev.sitemend.builder.checkout.Repositories;
import dev.sitemend.builder.generator.Plan;
import dev.sitemend.builder.generator.RefreshQuestion;
import dev.sitemend.builder.generator.Refreshing;
import dev.sitemend.builder.generator.Start;
import dev.sitemend.builder.record.Archive;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Refresh where the cache, the fingerprint and the branch's history allow it, else clean. A miss is never a failure.
 */
final class Starts {
    private final Repositories repositories;
    private final Archive archive;

    Starts(Repositories repositories, Archive archive) {
        this.repositories = repositories;
        this.archive = archive;
    }

    /** Decides, and prepares state and output of the workspace. */
    Started prepare(Job job, Revision head, Plan plan, Workspace workspace) throws InterruptedException {
        if (job.base().isEmpty()) {
            return clean(
                    job,
                    job.wish().wantsClean() ? "a clean rebuild was asked for" : "there is no cache to refresh from");
        }

        CacheSeal base = job.base().get();
        SiteId site = job.site().site();
        boolean sameHistory = base.revision().equals(head) || repositories.contains(site, head, base.revision());
        RefreshQuestion question = new RefreshQuestion(
                plan,
                base.lineage(),
                sameHistory ? RefreshQuestion.History.ANCESTOR : RefreshQuestion.History.REWRITTEN);
        if (Refreshing.of(question) instanceof Refreshing.Forbidden(String reason)) {
            return clean(job, reason);
        }

        if (archive.restore(base, workspace.state(), workspace.output()) instanceof Archive.Restored.Miss miss) {
            empty(workspace.state());
            empty(workspace.output());
            return clean(job, "the cache of " + base.number() + " is not whole: " + miss.reason());
        }

        job.log()
                .say("Refreshing from " + base.number() + " at "
                        + base.revision().abbreviated());
        return new Started(
                new Start.From(base.revision(), repositories.changes(site, base.revision(), head)), Optional.of(base));
    }

    private static Started clean(Job job, String reason) {
        job.log().say("Building clean: " + reason);
        return new Started(new Start.Clean(), Optional.empty());
    }

    private static void empty(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }

        try (Stream<Path> content = Files.walk(directory)) {
            List<Path> deepestFirst = content.filter(path -> !path.equals(directory))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty " + directory + ": " + e.getMessage(), e);
        }
    }
}
