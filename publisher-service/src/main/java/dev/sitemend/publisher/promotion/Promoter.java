package dev.sitemend.publisher.promotion;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PublishEvent;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.messaging.trace.LogFields;
import dev.sitemend.messaging.trace.Span;
import dev.sitemend.messaging.trace.Traces;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.site.Sites;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns marks of success into generations, and commands into entries of the publication log. What it decides, it
 * decides by creating the log's next entry; everything else it does may be done again. So any number of promoters, on
 * any threads, given any event any number of times, write the same log.
 *
 * <p>All methods throw exceptions that are worth a retry of the whole call: {@code StoreUnavailableException} and
 * {@code EventsUnavailableException}.
 */
public final class Promoter {
    private static final Logger LOG = LoggerFactory.getLogger(Promoter.class);

    private final Sites sites;
    private final Builds builds;
    private final Undecided undecided;
    private final LogWriter log;
    private final Announcements announcements;
    private final PublishingRules rules;
    private final Traces traces;
    private final Clock clock;

    /**
     * Locks that run out by themselves, and hold something: known to this process only, found again by
     * {@link #reconcile}.
     */
    private final Map<ChannelId, Instant> heldUntil = new ConcurrentHashMap<>();

    public Promoter(
            Sites sites,
            Builds builds,
            LogWriter log,
            Announcements announcements,
            PublishingRules rules,
            Traces traces,
            Clock clock) {
        this.sites = sites;
        this.builds = builds;
        this.undecided = new Undecided(builds);
        this.log = log;
        this.announcements = announcements;
        this.rules = rules;
        this.traces = traces;
        this.clock = clock;
    }

    /**
     * Returns once all that follows from the event is durable. Events that are nothing to the publisher are ignored.
     */
    public void on(Event event) {
        switch (event) {
            case BuildEvent.BuildSucceeded succeeded -> onReport(succeeded.channel(), succeeded.build());
            case BuildEvent.BuildFailed failed -> onReport(failed.channel(), failed.build());
            case BuildEvent.BranchVanished vanished -> onReport(vanished.channel(), vanished.build());
            case PublishEvent command -> onCommand(command);
            default -> {
                // Says that a build goes on, or that another one answers.
            }
        }
    }

    /** What the report says, decides; the event only says that there is one. */
    private void onReport(ChannelId channel, BuildNumber build) {
        String cannot = "Cannot promote " + channel + " to build " + build + ": ";
        try {
            Optional<Report> report = builds.report(channel.site(), build);
            if (report.isEmpty()) {
                announcements.refused(channel, build, cannot + "the store has no report of it");
            } else if (!report.get().channel().equals(channel)) {
                announcements.refused(
                        channel,
                        build,
                        cannot + "it is a build of " + report.get().channel());
            } else {
                decide(report.get()).ifPresent(reason -> announcements.refused(channel, build, reason));
            }
        } catch (CorruptObjectException e) {
            // Reading again does not help, and the other channels wait behind this event.
            LOG.error("{}{}", cannot, e.getMessage());
            announcements.refused(channel, build, cannot + e.getMessage());
        }
    }

    /** Does what follows from a report, and gives the reason if it is not published. */
    private Optional<String> decide(Report report) {
        ChannelId channel = report.channel();
        Map<String, String> about = Map.of(
                "sitemend.channel", channel.toString(),
                "sitemend.build", Long.toString(report.number().value()));
        try (Span span = traces.begin("promotion", Traces.Kind.RECEIVING, report.traceparent(), about);
                LogFields _ = LogFields.of(channel, span.traceparent()).with(report.number())) {
            Optional<String> refused = decide(report, span);
            refused.ifPresent(reason -> span.note("sitemend.refused", reason));
            return refused;
        }
    }

    private Optional<String> decide(Report report, Span span) {
        return switch (report.outcome()) {
            case Outcome.Succeeded _ ->
                publish(
                        report,
                        span,
                        read -> rules.promote(sites.current(report.channel().site()), read, report, now()));
            case Outcome.BranchGone _ -> publish(report, span, read -> rules.retire(read, report, now()));
            case Outcome.Failed _ -> {
                ChannelLog read = log.read(report.channel());
                rules.quarantine(report, builds.channel(report.channel()).newestSuccess(), read)
                        .ifPresent(quarantined -> announcements.quarantined(quarantined, span.traceparent()));
                yield Optional.empty();
            }
            case Outcome.Abandoned _ -> Optional.empty();
        };
    }

    private Optional<String> publish(Report report, Span span, LogWriter.Rule rule) {
        return switch (log.settle(report.channel(), rule)) {
            case LogWriter.Settled.Written written -> {
                announcements.written(written, report.traceparent(), span.traceparent());
                LOG.info(
                        "Entry {} of {} is told: it makes {} what is live",
                        written.generation().number(),
                        report.channel(),
                        report.number());
                yield Optional.empty();
            }
            case LogWriter.Settled.Refused refused -> Optional.of(refused.reason());
            case LogWriter.Settled.Held held -> {
                held.until().ifPresent(until -> heldUntil.put(report.channel(), until));
                yield Optional.of(held.reason());
            }
            case LogWriter.Settled.Unchanged _ -> Optional.empty();
        };
    }

    private void onCommand(PublishEvent command) {
        ChannelId channel = command.channel();
        try {
            LogWriter.Rule rule = switch (command) {
                case PublishEvent.RollBack rollBack -> read -> rules.rollBack(read, rollBack);
                case PublishEvent.Lock lock -> read -> rules.lock(read, lock);
                case PublishEvent.Unlock unlock -> read -> rules.unlock(read, unlock, now());
            };
            switch (log.settle(command, rule)) {
                case LogWriter.Settled.Written written -> announcements.written(written, null, null);
                case LogWriter.Settled.Refused refused -> announcements.refused(command, refused.reason());
                case LogWriter.Settled.Held held -> announcements.refused(command, held.reason());
                case LogWriter.Settled.Unchanged _ -> {
                    // No rule of a command says so.
                }
            }
        } catch (CorruptObjectException e) {
            LOG.error("Cannot carry out {}: {}", command, e.getMessage());
            return;
        }

        // Also where nothing was locked any more: a lock that ran out may have held something.
        if (command instanceof PublishEvent.Unlock) {
            offer(channel);
        }
    }

    /**
     * Decides about the newest answer of the channel that its log says nothing about yet. If there is none, an earlier
     * offer may have written the log and died before it told anybody, and no event will come again for it: so what the
     * log says last is told again.
     */
    public void offer(ChannelId channel) {
        ChannelLog read = log.read(channel);
        Optional<Report> newest = undecided.newest(channel, read.mark());
        if (newest.isEmpty()) {
            announcements.last(read);
        }
        newest.flatMap(this::decide).ifPresent(reason -> LOG.debug("{}", reason));
    }

    /** Offers what was held by locks that have run out since. To be called every few seconds. */
    public void offerWhatLocksHeld() {
        heldUntil.forEach((channel, until) -> {
            if (!now().isBefore(until)) {
                offer(channel);
                heldUntil.remove(channel, until);
            }
        });
    }

    /**
     * Offers, for every channel, what was never decided, so that a lost event does not mean silence; tells what is
     * live.
     *
     * @param depth how many builds of each site to look at, the newest ones
     */
    public void reconcile(int depth) {
        for (SiteId site : sites.all()) {
            try {
                reconcile(site, depth);
            } catch (UnreadableObjectException e) {
                LOG.error("Cannot reconcile what is live of {}: {}", site, e.getMessage());
            }
        }
    }

    private void reconcile(SiteId site, int depth) {
        if (sites.current(site).filter(settings -> !settings.removed()).isEmpty()) {
            return;
        }

        Set<ChannelId> channels = undecided.channels(site, depth);
        channels.addAll(log.channels(site));
        for (ChannelId channel : channels) {
            announcements.seen(log.read(channel));
            offer(channel);
        }
    }

    private Instant now() {
        return clock.instant();
    }
}
