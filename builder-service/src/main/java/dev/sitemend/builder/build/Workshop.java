package dev.sitemend.builder.build;

import dev.sitemend.builder.cost.Choices;
import dev.sitemend.builder.cost.Spent;
import dev.sitemend.builder.gate.Candidate;
import dev.sitemend.builder.gate.Verdict;
import dev.sitemend.builder.generator.Plan;
import dev.sitemend.builder.generator.Planning;
import dev.sitemend.builder.generator.Run;
import dev.sitemend.builder.generator.RunResult;
import dev.sitemend.builder.record.Archive;
import dev.sitemend.builder.record.Heals;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.format.BuildChoice;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.nio.file.Path;
import java.util.ArrayList;
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
    Made make(Job job, Revision head, List<String> notes) throws InterruptedException {
        Bench bench = new Bench(job, head, notes);
        try (Workspace workspace =
                rooms.workspaces().open(job.site().site(), job.claim().number())) {
            return bench.make(workspace);
        } catch (RuntimeException e) {
            LOG.error(
                    "Build {} of {} failed by a fault of the builder",
                    job.claim().number(),
                    job.claim().channel(),
                    e);
            return bench.failed(
                    FailureClass.INTERNAL, "The builder itself failed at this step: " + e.getMessage(), List.of());
        }
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
            begin("checkout");
            rooms.repositories().checkOut(job.site().site(), head, workspace.source());

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
                case RunResult.Finished() -> pass(workspace, planned, started);
            };
        }

        private Limits limits(Started started) {
            int changed = started.sourceChanges().orElse(0);
            return rooms.limits().withWallClock(rooms.times().wallClock(job.history(), mode, changed));
        }

        private Made pass(Workspace workspace, Plan planned, Started started) throws InterruptedException {
            begin("gate");
            Candidate candidate = new Candidate(
                    workspace.output(),
                    previousOutputs.live(job.claim().channel()),
                    planned.rules(),
                    job.wish().isForced() ? Candidate.Shrinking.FORCED : Candidate.Shrinking.LIMITED);
            return switch (rooms.gate().check(candidate)) {
                case Verdict.Refused(String message, List<String> findings) -> {
                    job.log().say(message);
                    findings.forEach(job.log()::say);
                    yield failed(FailureClass.GATE_REFUSED, message, findings);
                }
                case Verdict.Passed(List<String> remarks) -> keep(workspace, planned, started, remarks);
            };
        }

        private Made keep(Workspace workspace, Plan planned, Started started, List<String> remarks)
                throws InterruptedException {
            begin("upload");
            Spent spent = new Spent(
                    job.history(), mode, started.sourceChanges(), job.steps().took("generate"));
            Optional<Path> state = switch (Choices.keeping(job.history(), planned.refresh())) {
                case KEPT -> Optional.of(workspace.state());
                case LEFT -> Optional.empty();
            };
            Archive.Kept kept = archive.keep(new Archive.Product(
                    job.claim(),
                    head,
                    planned.fingerprint(),
                    workspace.output(),
                    state,
                    rooms.cacheBudget().bytes(),
                    spent,
                    started.base(),
                    job.footing().previous()));

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
                    new Outcome.Succeeded(head, planned.fingerprint(), kept.artifact(), kept.changed(), all));
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
