package dev.sitemend.trigger.gitserver;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.trigger.site.SiteDirectory;
import dev.sitemend.trigger.status.BranchHeads;
import dev.sitemend.trigger.status.CommitDistance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** What the repositories that live here say. Of a site that lives elsewhere it knows nothing. */
final class HostedHistory implements BranchHeads, CommitDistance {
    // Who is further behind than this does not need the exact number, and counting has to end.
    private static final long MOST = 10_000;

    private final SiteDirectory sites;
    private final HostedRepositories repositories;

    HostedHistory(SiteDirectory sites, HostedRepositories repositories) {
        this.sites = sites;
        this.repositories = repositories;
    }

    @Override
    public Optional<Revision> head(ChannelId channel) {
        Optional<SiteSettings> site = hosted(channel.site());
        if (site.isEmpty()) {
            return Optional.empty();
        }

        try (Repository repository = repositories.open(site.get())) {
            return Optional.ofNullable(repository.exactRef(channel.branch().ref()))
                    .map(Ref::getObjectId)
                    .map(id -> new Revision(id.name()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + channel + " in its repository: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Long> between(SiteId site, Revision from, Revision to) {
        return hosted(site).flatMap(settings -> count(settings, from, to));
    }

    private Optional<SiteSettings> hosted(SiteId site) {
        return sites.find(site).filter(SiteSettings::isHosted);
    }

    private Optional<Long> count(SiteSettings site, Revision from, Revision to) {
        try (Repository repository = repositories.open(site);
                RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(ObjectId.fromString(to.value())));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from.value())));
            long commits = 0;
            for (RevCommit commit = walk.next(); commit != null && commits < MOST; commit = walk.next()) {
                commits++;
            }
            return Optional.of(commits);
        } catch (MissingObjectException _) {
            return Optional.empty(); // A force-push threw it away.
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot count commits of " + site.site() + " in its repository: " + e.getMessage(), e);
        }
    }
}
