package dev.sitemend.trigger.gitserver;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.messaging.trace.Span;
import dev.sitemend.messaging.trace.Traces;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.Wish;
import dev.sitemend.trigger.site.BuiltBranches;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes build requests of refs that have moved. */
final class PushIntake {
    private static final Logger LOG = LoggerFactory.getLogger(PushIntake.class);
    private static final Pattern SKIP =
            Pattern.compile("\\[(?:skip (?:ci|build)|(?:ci|build) skip)]", Pattern.CASE_INSENSITIVE);

    private final BuildRequests requests;
    private final Supplier<RequestId> ids;
    private final Traces traces;
    private final Duration reconcileInterval;

    /** @param reconcileInterval after which a push is found that could not be made an event */
    PushIntake(BuildRequests requests, Supplier<RequestId> ids, Traces traces, Duration reconcileInterval) {
        this.requests = requests;
        this.ids = ids;
        this.traces = traces;
        this.reconcileInterval = reconcileInterval;
    }

    /** The requests that these moved refs mean, not yet made. {@code remote} is told why a ref means none. */
    Map<ChannelId, Wish> wishes(
            SiteSettings site,
            Caller caller,
            PushOptions options,
            Repository repository,
            List<ReceiveCommand> moved,
            Consumer<String> remote) {
        Map<ChannelId, Wish> wishes = new LinkedHashMap<>();
        for (ReceiveCommand command : moved) {
            if (!command.getRefName().startsWith(Constants.R_HEADS)) {
                continue;
            }

            BranchName branch = PushRules.branch(command.getRefName());
            ChannelId channel = new ChannelId(site.site(), branch);
            if (!BuiltBranches.includes(site, branch)) {
                remote.accept(branch + ": kept, not built: site " + site.site() + " has previews for "
                        + (site.previews().isEmpty() ? "no branches" : String.join(", ", site.previews())));
            } else if (command.getType() == ReceiveCommand.Type.DELETE) {
                wishes.put(channel, Wish.pushed(channel, null, caller.name()).withId(ids.get()));
            } else if (isSkipped(options, repository, command) && noted(repository, branch, command)) {
                remote.accept(
                        branch + ": not built, as you asked. The next push is, and 'sitemend build' builds it now");
            } else {
                Revision head = new Revision(command.getNewId().name());
                Wish wish = Wish.pushed(channel, head, caller.name()).withId(ids.get());
                wishes.put(channel, options.rebuild() ? wish.clean() : wish);
            }
        }
        return wishes;
    }

    /** Makes the requests durable. Those that could not be are left out, and {@code remote} is told. */
    Map<ChannelId, RequestId> request(Map<ChannelId, Wish> wishes, Consumer<String> remote) {
        Map<ChannelId, RequestId> requested = new LinkedHashMap<>();
        for (Map.Entry<ChannelId, Wish> entry : wishes.entrySet()) {
            try (Span push = traces.begin(
                    "git push",
                    Traces.Kind.ASKED,
                    null,
                    Map.of("sitemend.channel", entry.getKey().toString()))) {
                requested.put(entry.getKey(), requests.request(entry.getValue().tracedBy(push.traceparent())));
            } catch (EventsUnavailableException e) {
                LOG.warn(
                        "A push to {} was taken without its event; reconciliation finds it: {}",
                        entry.getKey(),
                        e.getMessage());
                remote.accept("Your push is stored, but Kafka is out of reach, so its build could not be asked for.");
                remote.accept("Nothing to do: it will be picked up within " + reconcileInterval.toSeconds()
                        + " s after Kafka is back.");
                break;
            }
        }
        return requested;
    }

    private static boolean isSkipped(PushOptions options, Repository repository, ReceiveCommand command) {
        if (options.skip()) {
            return true;
        }
        if (options.rebuild()) {
            return false;
        }

        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit head = walk.parseCommit(command.getNewId());
            return SKIP.matcher(head.getFullMessage()).find();
        } catch (IOException e) {
            // A branch may point at something that is no commit; the build will say so better than we can.
            LOG.debug("Cannot read the message of {}: {}", command.getNewId(), e.getMessage());
            return false;
        }
    }

    private static boolean noted(Repository repository, BranchName branch, ReceiveCommand command) {
        try {
            SkippedHeads.remember(repository, branch, command.getNewId());
            return true;
        } catch (IOException e) {
            LOG.warn("A push is built though it asked not to be: {}", e.getMessage());
            return false;
        }
    }
}
