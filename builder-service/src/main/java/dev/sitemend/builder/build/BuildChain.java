package dev.sitemend.builder.build;

import dev.sitemend.builder.cost.History;
import dev.sitemend.builder.log.BuildLog;
import dev.sitemend.builder.record.Footing;
import dev.sitemend.builder.record.HeadTrust;
import dev.sitemend.builder.record.Heals;
import dev.sitemend.builder.record.Ledger;
import dev.sitemend.builder.record.Pulse;
import dev.sitemend.builder.record.Reports;
import dev.sitemend.builder.record.Rules;
import dev.sitemend.builder.record.StepClock;
import dev.sitemend.builder.record.Wish;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.builder.workspace.Workspaces;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.history.StoredEvents;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.store.build.ChannelBuilds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.tree.Trees;
import java.util.List;
import java.util.Optional;

/**
 * One build from wish to report. The order is the protocol's (rules 4 and 7): choose the base, read the end of the
 * partition, claim, close what is open below, look whether the base is still there (rule 16), <em>then</em> fetch;
 * make; upload packs and seal the cache; keep the log; report; and only then send the events. Acknowledging is the
 * caller's, after all of it.
 */
public final class BuildChain {
    private final Ledger ledger;
    private final Pulse pulse;
    private final Logs logs;
    private final Heads heads;
    private final Workspaces workspaces;
    private final Workshop workshop;
    private final Ledger.Surroundings outside;

    BuildChain(
            Ledger ledger,
            Pulse pulse,
            Logs logs,
            Heads heads,
            Workspaces workspaces,
            Workshop workshop,
            Ledger.Surroundings outside) {
        this.ledger = ledger;
        this.pulse = pulse;
        this.logs = logs;
        this.heads = heads;
        this.workspaces = workspaces;
        this.workshop = workshop;
        this.outside = outside;
    }

    /** Puts the steps together: what is not given here is made of what is. */
    public static BuildChain assemble(
            Ledger ledger, Pulse pulse, Rooms rooms, Output output, Ledger.Surroundings outside, Rules rules) {
        Heads heads = new Heads(
                rooms.repositories(),
                rooms.remotes(),
                new HeadCheck(rules),
                outside.pauses(),
                outside.backoff(),
                rules);
        Workshop workshop = new Workshop(
                rooms,
                ledger.heals(),
                new Starts(
                        rooms.repositories(),
                        ledger.archive(),
                        rooms.cacheBudget().age(),
                        outside.clock()),
                ledger.archive(),
                new PreviousOutputs(output.publication(), output.trees(), ledger.untilAvailable()));
        return new BuildChain(ledger, pulse, rooms.logs(), heads, rooms.workspaces(), workshop, outside);
    }

    /** Where earlier outputs are found. */
    public record Output(PublicationLog publication, Trees trees) {}

    /**
     * Builds.
     *
     * @throws InterruptedException when the builder stops; the build is closed then, so that nobody waits for it
     */
    public Ended build(Wish wish, SiteSettings site, Covering covering) throws InterruptedException {
        try (BuildTrace trace = BuildTrace.begin(outside.traces(), wish)) {
            return trace.ended(build(wish.tracedBy(trace.traceparent()), site, covering, trace));
        }
    }

    private Ended build(Wish wish, SiteSettings site, Covering covering, BuildTrace trace) throws InterruptedException {
        Optional<CacheSeal> sealed = ledger.bases().newest(wish.channel());
        Optional<CacheSeal> base = wish.wantsClean() ? Optional.empty() : sealed.filter(seal -> seal.state() != null);
        History history = sealed.map(CacheSeal::costs).map(History::new).orElse(History.NONE);
        Claim claim = ledger.claims().claim(wish, base);
        trace.claimed(claim);
        try (Pulse.Beating beating = pulse.begin(claim)) {
            ChannelBuilds now = ledger.claims().closeLower(claim);
            ledger.announcements().announce(StoredEvents.started(claim), claim.traceparent());
            BuildLog log = logs.open(site, claim);
            try {
                Footing footing = ledger.bases().footing(claim, base, now);
                footing.dropped().ifPresent(reason -> log.say("Not refreshing: " + reason));
                return run(
                        new Job(wish, site, claim, footing, history, log, new StepClock(outside.clock(), beating)),
                        covering);
            } finally {
                log.close();
                logs.discard(log);
            }
        } catch (InterruptedException e) {
            ledger.claims().abandon(claim, "Its builder stops");
            throw e;
        }
    }

    private Ended run(Job job, Covering covering) throws InterruptedException {
        job.steps().begin("fetch");
        BuildMode asked = job.base().isPresent() ? BuildMode.REFRESH : BuildMode.REBUILD;
        Optional<Revision> built = job.footing().newest().flatMap(BuildChain::revision);
        return switch (heads.locate(job.site(), job.wish(), built, job.log())) {
            case Heads.Located.Refused(String message) -> {
                job.log().say(message);
                Outcome refused = new Outcome.Failed(null, null, FailureClass.REPOSITORY, "fetch", message, List.of());
                yield report(
                        job, new Made.Product(asked, Optional.empty(), refused), HeadTrust.CONTAINS_ONLY, covering);
            }
            case Heads.Located.Gone(HeadTrust trust) -> {
                job.log().say("The branch does not exist any more");
                yield report(job, new Made.Product(asked, Optional.empty(), new Outcome.BranchGone()), trust, covering);
            }
            case Heads.Located.At(Revision head, HeadTrust trust, List<String> notes) -> {
                notes.forEach(job.log()::say);
                yield make(job, head, notes, trust, covering);
            }
        };
    }

    private Ended make(Job job, Revision head, List<String> notes, HeadTrust trust, Covering covering)
            throws InterruptedException {
        Workspace workspace;
        try {
            workspace = workspaces.open(job.claim().channel(), job.claim().number());
        } catch (RuntimeException e) {
            return report(job, workshop.withoutPlace(job, head, e), trust, covering);
        }

        try (workspace) {
            return switch (workshop.make(job, head, notes, workspace)) {
                case Made.Product product -> {
                    Ended ended = report(job, product, trust, covering);
                    // Only what counts is started from; and nobody waits for it any more.
                    if (ended instanceof Ended.Reported) {
                        product.keepsake().ifPresent(made -> workspace.keep(made.seal(), made.product()));
                    }
                    yield ended;
                }
                case Made.NotPermitted(Heals.Permission why) -> standBack(job, why);
            };
        }
    }

    private Ended report(Job job, Made.Product product, HeadTrust trust, Covering covering)
            throws InterruptedException {
        Claim claim = job.claim();
        job.steps().begin("report");
        job.log().close();
        ledger.untilAvailable()
                .run(() -> ledger.builds()
                        .putLog(
                                claim.channel().site(),
                                claim.number(),
                                job.log().file()));

        List<RequestId> covers = covering.coveredBy(claim, product.mode(), product.outcome(), trust);
        return switch (ledger.reports()
                .close(
                        claim,
                        product.mode(),
                        product.choice(),
                        product.outcome(),
                        covers,
                        job.steps().end())) {
            case Reports.Race.Lost(Report theirs) -> new Ended.Overtaken(theirs);
            case Reports.Race.Won(Report ours) -> {
                ledger.announcements().announce(claim, ours);
                yield new Ended.Reported(ours, trust);
            }
        };
    }

    /** Rule 11: what was healed before is the answer, sent again; what is being healed is left alone. */
    private Ended standBack(Job job, Heals.Permission why) throws InterruptedException {
        return switch (why) {
            case Heals.Permission.Granted _ -> throw new IllegalStateException("A permission does not stand back");
            case Heals.Permission.UnderWay(BuildNumber other) -> {
                ledger.claims().abandon(job.claim(), "This content is being healed by " + other);
                yield new Ended.UnderWay(other);
            }
            case Heals.Permission.Answered(Report earlier) -> {
                Optional<Claim> claim = ledger.untilAvailable()
                        .get(() -> ledger.builds().claimOf(earlier.channel().site(), earlier.number()));
                if (claim.isPresent()) {
                    ledger.announcements().announce(claim.get(), earlier);
                }
                ledger.claims().abandon(job.claim(), "This content was healed before by " + earlier.number());
                yield new Ended.AnsweredBefore(earlier);
            }
        };
    }

    private static Optional<Revision> revision(Report report) {
        return report.outcome() instanceof Outcome.Succeeded succeeded
                ? Optional.of(succeeded.revision())
                : Optional.empty();
    }
}
