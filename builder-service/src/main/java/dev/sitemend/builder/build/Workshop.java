package dev.sitemend.builder.build;

import dev.sitemend.builder.checkout.CheckedOut;
import dev.sitemend.builder.checkout.SourceChanges;
import dev.sitemend.builder.cost.Choices;
import dev.sitemend.builder.cost.Spent;
import dev.sitemend.builder.gate.Candidate;
import dev.sitemend.builder.gate.Output;
import dev.sitemend.builder.gate.Verdict;
import dev.sitemend.builder.generator.Plan;
import dev.sitemend.builder.generator.Planning;
import dev.sitemend.builder.generator.Run;
import dev.sitemend.builder.generator.RunResult;
import dev.sitemend.builder.record.Archive;
import dev.sitemend.builder.record.Heals;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.workspace.MergedFolder;
import dev.sitemend.builder.workspace.Product;
import dev.sitemend.builder.workspace.Touched;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.format.BuildChoice;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.store.UnreadableObjectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a head to an output in the store: checkout, configure, generate, gate, upload. Each step is another room's. */
final class Workshop {
    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);
    private static final int EXCERPT_LINES = 30;

    private final Rooms rooms;
    private final Heals heals;
    private final Starts starts;
    private final Archive archive;
    private final PreviousOutputs previousOutputs;

    Workshop(Rooms rooms, Heals heals, Starts starts, Archive archive, PreviousOutputs previousOutputs) {
        this.rooms = rooms;
        this.heals = heals;
        this.starts = starts;
        this.archive = archive;
        this.previousOutputs = previousOutputs;
    }

    /** Makes what can be made. A fault of the builder itself is a failure too, with its own class. */
    Made make(Job job, Revision head, List<String> notes, Workspace workspace) throws InterruptedException {
        Bench bench = new Bench(job, head, notes);
        try {
            return bench.make(workspace);
        } catch (RuntimeException e) {
            return bench.broken(e);
        }
    }

    /** What is reported when there is no place to make anything in. */
    Made.Product withoutPlace(Job job, Revision head, RuntimeException reason) {
        return new Bench(job, head, List.of()).broken(reason);
    }

    /** One build on its way through the rooms. */
    private final class Bench {
        private final Job job;
        private final Revision head;
        private final List<String> notes;
        private BuildMode mode;
        private String step = "checkout";
        private Optional<Plan> plan = Optional.empty();
        private Optional<BuildChoice> choice = Optional.empty();

        Bench(Job job, Revision head, List<String> notes) {
            this.job = job;
            this.head = head;
            this.notes = notes;
            this.mode = job.base().isPresent() ? BuildMode.REFRESH : BuildMode.REBUILD;
        }

        Made make(Workspace workspace) throws InterruptedException {
            if (job.wish().wantsClean()) {
                // It is to mend what went wrong, whatever that was: nothing on this disk is believed.
                workspace.distrust();
            }
            Optional<Made> made = makeOfWhole(workspace);
            if (made.isPresent()) {
                return made.get();
            }

            workspace.damage().ifPresent(this::sayDamaged);
            workspace.distrust();
            return build(workspace);
        }

        private void sayDamaged(String damage) {
            LOG.warn("The layer of {} on this disk is damaged: {}", job.claim().channel(), damage);
            job.log().say("What the last build left on this disk is damaged, so it is brought anew: " + damage);
        }

        /** Empty if the layer turned out to be damaged: what was made of it counts for nothing, a failure too. */
        private Optional<Made> makeOfWhole(Workspace workspace) throws InterruptedException {
            try {
                Made made = build(workspace);
                boolean succeeded =
                        made instanceof Made.Product product && product.outcome() instanceof Outcome.Succeeded;
                boolean counts = succeeded || workspace.damage().isEmpty();
                return counts ? Optional.of(made) : Optional.empty();
            } catch (RuntimeException e) {
                if (workspace.damage().isEmpty()) {
                    throw e;
                }
                LOG.info("Building {} of a damaged layer: {}", job.claim().number(), e.toString());
                return Optional.empty();
            }
        }

        private Made build(Workspace workspace) throws InterruptedException {
            begin("checkout");
            workspace.checkOut(head, new FromMirror());

            begin("configure");
            Optional<String> generator = Optional.ofNullable(job.site().generator());
            return switch (rooms.generators().plan(workspace.source(), generator)) {
                case Planning.Misconfigured(String message) -> failed(FailureClass.CONFIGURATION, message, List.of());
                case Planning.Planned(Plan planned) -> {
                    plan = Optional.of(planned);
                    yield job.wish().isHeal() ? heal(workspace, planned) : generate(workspace, planned);
                }
            };
        }

        private final class FromMirror implements Workspace.Checkout {
            @Override
            public Touched bring(Optional<Revision> held, Path folder) throws InterruptedException {
                return switch (rooms.repositories().checkOut(job.site().site(), head, held, folder)) {
                    case CheckedOut.Anew() -> new Touched.Everything();
                    case CheckedOut.Advanced(SourceChanges changes) -> new Touched.Paths(changes.paths());
                };
            }

            @Override
            public Collection<Path> touches(Revision held) throws InterruptedException {
                return rooms.repositories()
                        .changes(job.site().site(), held, head)
                        .paths();
            }
        }

        /** Rule 11: no heal without its mark, and the mark names head and fingerprint, so it comes after both. */
        private Made heal(Workspace workspace, Plan planned) throws InterruptedException {
            Heals.Permission permission = heals.ask(job.claim(), head, planned.fingerprint());
            return permission instanceof Heals.Permission.Granted
                    ? generate(workspace, planned)
                    : new Made.NotPermitted(permission);
        }

        private Made generate(Workspace workspace, Plan planned) throws InterruptedException {
            begin("restore");
            Started started = starts.prepare(job, head, planned, workspace);
            try {
                return generate(workspace, planned, started);
            } catch (UnreadableObjectException e) {
                if (started.base().isEmpty()) {
                    throw e;
                }
                // What the layer had on disk was enough for the generator; for the new trees the store is asked.
                return generate(workspace, planned, starts.startOver(job, planned, workspace, e));
            }
        }

        private Made generate(Workspace workspace, Plan planned, Started started) throws InterruptedException {
            mode = started.mode();
            choice = Optional.of(started.choice());

            begin("generate");
            Run run = new Run(
                    planned,
                    started.start(),
                    workspace,
                    head,
                    rooms.repositories().commitTime(job.site().site(), head),
                    rooms.repositories().objects(job.site().site()),
                    limits(started),
                    rooms.network().apply(job.site()),
                    job.log());
            return switch (rooms.generators().run(run)) {
                case RunResult.Broken(FailureClass failure, String message) ->
                    failed(failure, message, job.log().tail(EXCERPT_LINES));
                case RunResult.Finished(Product product) -> pass(workspace, planned, started, product);
            };
        }

        private Limits limits(Started started) {
            int changed = started.sourceChanges().orElse(0);
            return rooms.limits().withWallClock(rooms.times().wallClock(job.history(), mode, changed));
        }

        private Made pass(Workspace workspace, Plan planned, Started started, Product product)
                throws InterruptedException {
            begin("gate");
            Optional<String> damage = workspace.damage();
            if (damage.isPresent()) {
                throw new LayerDamagedException(damage.get());
            }
            Archive.Origin origin =
                    new Archive.Origin(started.base(), job.footing().previous());
            Archive.Scanned scanned = archive.read(job.site().site(), product, origin);
            MergedFolder output = new MergedFolder(workspace.base(Workspace.Part.OUTPUT), product.output());
            Candidate candidate = new Candidate(
                    new Output(output, scanned.output().files()),
                    previousOutputs.live(job.claim().channel()),
                    planned.rules(),
                    job.wish().isForced() ? Candidate.Shrinking.FORCED : Candidate.Shrinking.LIMITED);
            return switch (rooms.gate().check(candidate)) {
                case Verdict.Refused(String message, List<String> findings) -> {
                    job.log().say(message);
                    findings.forEach(job.log()::say);
                    yield failed(FailureClass.GATE_REFUSED, message, findings);
                }
                case Verdict.Passed(List<String> remarks) -> {
                    begin("upload");
                    Archive.Kept kept = archive.keep(making(planned, started), scanned, origin);
                    yield succeeded(planned, kept, product, remarks);
                }
            };
        }

        private Archive.Making making(Plan planned, Started started) {
            Spent spent = new Spent(
                    job.history(), mode, started.sourceChanges(), job.steps().took("generate"));
            long mostState = switch (Choices.keeping(job.history(), planned.refresh())) {
                case KEPT -> rooms.cacheBudget().bytes();
                case LEFT -> Archive.Making.NO_STATE;
            };
            return new Archive.Making(job.claim(), head, planned.fingerprint(), mostState, spent);
        }

        private Made succeeded(Plan planned, Archive.Kept kept, Product product, List<String> remarks) {
            List<String> all = new ArrayList<>(notes);
            all.addAll(remarks);
            job.log()
                    .say("Built " + kept.artifact().files() + " files of "
                            + head.abbreviated() + ": " + kept.changed().added() + " added, "
                            + kept.changed().modified() + " modified, "
                            + kept.changed().removed() + " removed");
            return new Made.Product(
                    mode,
                    choice,
                    new Outcome.Succeeded(head, planned.fingerprint(), kept.artifact(), kept.changed(), all),
                    Optional.of(new Made.Keepsake(kept.seal(), product)));
        }

        Made.Product broken(RuntimeException reason) {
            LOG.error(
                    "Build {} of {} failed by a fault of the builder",
                    job.claim().number(),
                    job.claim().channel(),
                    reason);
            return failed(
                    FailureClass.INTERNAL, "The builder itself failed at this step: " + reason.getMessage(), List.of());
        }

        Made.Product failed(FailureClass failure, String message, List<String> excerpt) {
            job.log().say("Failed at " + step + ": " + message);
            return new Made.Product(
                    mode,
                    choice,
                    new Outcome.Failed(
                            head, plan.map(Plan::fingerprint).orElse(null), failure, step, message, excerpt));
        }

        private void begin(String name) {
            step = name;
            job.steps().begin(name);
        }
    }
}
