package dev.sitemend.trigger.polling;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.trigger.gitserver.HostedRepositories;
import dev.sitemend.trigger.site.SiteDirectory;
import dev.sitemend.trigger.status.BranchHeads;
import dev.sitemend.trigger.status.CommitDistance;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people want to know of a repository: from the disk where it is here, else what reconciliation saw last. */
final class RepositoryFacts implements BranchHeads, CommitDistance {
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryFacts.class);

    /** Who is further behind needs no exact number, and counting has to end. */
    private static final long MOST = 10_000;

    private final SiteDirectory sites;
    private final HostedRepositories hosted;
    private final RemoteStates states;

    RepositoryFacts(SiteDirectory sites, HostedRepositories hosted, RemoteStates states) {
        this.sites = sites;
        this.hosted = hosted;
        this.states = states;
    }

    @Override
    public Optional<Revision> head(ChannelId channel) {
        Optional<SiteSettings> site = sites.find(channel.site()).filter(SiteSettings::isHosted);
        if (site.isEmpty()) {
            return states.of(channel.site()).map(RemoteState::heads).map(heads -> heads.get(channel.branch()));
        }

        try (Repository repository = hosted.open(site.get())) {
            Ref ref = repository.exactRef(channel.branch().ref());
            return Optional.ofNullable(ref).map(Ref::getObjectId).map(head -> new Revision(head.name()));
        } catch (IOException e) {
            LOG.warn("Cannot read the head of {}: {}", channel, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Optional<Long> between(SiteId site, Revision from, Revision to) {
        Optional<SiteSettings> here = sites.find(site).filter(SiteSettings::isHosted);
        if (here.isEmpty()) {
            return Optional.empty();
        }

        try (Repository repository = hosted.open(here.get());
                RevWalk walk = new RevWalk(repository)) {
            walk.setRetainBody(false);
            walk.markStart(walk.parseCommit(ObjectId.fromString(to.value())));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(from.value())));
            long commits = 0;
            for (RevCommit commit = walk.next(); commit != null && commits < MOST; commit = walk.next()) {
                commits++;
            }
            return Optional.of(commits);
        } catch (IOException e) {
            // A commit that was pushed over and collected, most likely.
            LOG.debug("Cannot count the commits from {} to {} of {}: {}", from, to, site, e.getMessage());
            return Optional.empty();
        }
    }
}
