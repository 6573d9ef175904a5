package dev.sitemend.trigger.polling;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.trigger.gitserver.HostedRepositories;
import dev.sitemend.trigger.gitserver.SkippedHeads;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.Wish;
import dev.sitemend.trigger.site.BuiltBranches;
import dev.sitemend.trigger.site.RemoteRepositories;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one site: which heads has its repository, which of them does the store know as built, and which were asked
 * for. What is missing is asked for. Deleted branches that are still published are noticed as well.
 */
final class Reconciler {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private final RemoteRepositories remotes;
    private final HostedRepositories hosted;
    private final Builds builds;
    private final PublicationLog publications;
    private final BuildRequests requests;
    private final AskedHeads asked;
    private final RemoteStates states;
    private final Clock clock;
    private final Counter missed;

    Reconciler(
            RemoteRepositories remotes,
            HostedRepositories hosted,
            Builds builds,
            PublicationLog publications,
            BuildRequests requests,
            AskedHeads asked,
            RemoteStates states,
            Clock clock,
            MeterRegistry meters) {
        this.remotes = remotes;
        this.hosted = hosted;
        this.builds = builds;
        this.publications = publications;
        this.requests = requests;
        this.asked = asked;
        this.states = states;
        this.clock = clock;
        this.missed = Counter.builder("sitemend.webhooks.missed")
                .description("Changes that no push and no webhook had told of, found by reconciliation")
                .register(meters);
    }

    /** Never throws: what could not be done now is done the next time. */
    void reconcile(SiteSettings site) {
        try {
            switch (remotes.ask(site)) {
                case RemoteRepositories.Branches branches -> {
                    states.answered(site.site(), branches.heads(), clock.instant());
                    compare(site, branches.heads());
                }
                case RemoteRepositories.Refused refused -> trouble(site, true, refused.message());
                case RemoteRepositories.Unreachable unreachable -> trouble(site, false, unreachable.message());
            }
        } catch (EventsUnavailableException | StoreUnavailableException e) {
            LOG.warn("Cannot reconcile site {} now: {}", site.site(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Cannot reconcile site {}", site.site(), e);
        }
    }

    private void trouble(SiteSettings site, boolean needsAPerson, String message) {
        if (states.failed(site.site(), needsAPerson, message, clock.instant())) {
            LOG.warn(
                    "The repository of site {} {}: {}",
                    site.site(),
                    needsAPerson ? "refuses to be read" : "is out of reach",
                    message);
        }
    }

    private void compare(SiteSettings site, Map<BranchName, Revision> heads) {
        heads.forEach((branch, head) -> {
            if (BuiltBranches.includes(site, branch)) {
                compare(site, new ChannelId(site.site(), branch), head);
            }
        });

        // An empty answer may be a host in trouble; nothing is taken down because of it.
        if (!heads.isEmpty()) {
            for (ChannelId channel : publications.channels(site.site())) {
                if (!heads.containsKey(channel.branch())) {
                    vanished(channel);
                }
            }
        }
    }

    private void compare(SiteSettings site, ChannelId channel, Revision head) {
        if (asked.isSettled(channel, head)) {
            return;
        }

        Instant now = clock.instant();
        switch (Gap.of(head, builds.channel(channel), asked.last(channel), now)) {
            case SETTLED -> asked.settled(channel, head);
            case UNDER_WAY -> {}
            case MISSING -> {
                if (isSkipped(site, channel.branch(), head)) {
                    asked.settled(channel, head);
                    return;
                }
                if (asked.last(channel).isPresent() || site.isHosted()) {
                    missed.increment();
                }
                requests.request(Wish.reconciled(
                        channel, head, "the branch is at " + head.abbreviated() + ", which nothing had told of"));
            }
        }
    }

    private void vanished(ChannelId channel) {
        Optional<Gap.Asked> last = asked.last(channel);
        boolean known = last.isPresent() && last.get().revision() == null && Gap.isFresh(last.get(), clock.instant());
        if (!known && publications.read(channel).live().isPresent()) {
            requests.request(Wish.reconciled(channel, null, "the branch is gone, which nothing had told of"));
        }
    }

    private boolean isSkipped(SiteSettings site, BranchName branch, Revision head) {
        if (!site.isHosted()) {
            return false;
        }

        try (Repository repository = hosted.open(site)) {
            return SkippedHeads.contains(repository, branch, head);
        } catch (IOException e) {
            LOG.warn(
                    "Cannot tell whether {} of site {} asked not to be built: {}", branch, site.site(), e.getMessage());
            return false;
        }
    }
}
