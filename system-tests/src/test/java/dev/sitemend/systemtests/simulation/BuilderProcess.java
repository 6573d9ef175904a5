package dev.sitemend.systemtests.simulation;

import dev.sitemend.builder.build.BuildChain;
import dev.sitemend.builder.build.Rooms;
import dev.sitemend.builder.checkout.Remote;
import dev.sitemend.builder.cost.CacheBudget;
import dev.sitemend.builder.cost.TimeLimits;
import dev.sitemend.builder.gate.Verdict;
import dev.sitemend.builder.intake.ChannelTurn;
import dev.sitemend.builder.intake.Delivery;
import dev.sitemend.builder.intake.Intake;
import dev.sitemend.builder.intake.Slot;
import dev.sitemend.builder.record.Ledger;
import dev.sitemend.builder.record.Pulse;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.sandbox.Network;
import dev.sitemend.builder.workspace.DiskWorkspaces;
import dev.sitemend.builder.workspace.Identity;
import dev.sitemend.builder.workspace.Method;
import dev.sitemend.builder.workspace.Owners;
import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.OffsetTracker;
import dev.sitemend.messaging.OffsetTracker.Tracked;
import dev.sitemend.messaging.Origin;
import dev.sitemend.messaging.PartitionEnds;
import dev.sitemend.messaging.trace.NoTraces;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.cache.Caches;
import dev.sitemend.store.heal.HealMarks;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import dev.sitemend.store.tree.Trees;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.TopicPartition;

/** One builder: the real intake, chain and records, on simulated legs. */
final class BuilderProcess {
    private static final int SLOTS = 2;
    private static final int POLLED = 3;
    private static final Identity IDENTITY = Identity.ofThisProcess();

    private final World world;
    private final ServiceProcess process;
    private final Intake intake;
    private final Pulse pulse;
    private final DiskWorkspaces workspaces;
    private final OffsetTracker tracker;
    private final Member member;
    private final long[] acknowledged = new long[Topics.PARTITIONS];
    private final int[] heard = new int[Topics.PARTITIONS];

    private BuilderProcess(World world, ServiceProcess process) {
        this.world = world;
        this.process = process;
        this.intake = new Intake(world.scheduler.clock(), world.builderRules());
        this.pulse = new Pulse(world.topics.publisher(), world.scheduler.clock());
        this.workspaces = DiskWorkspaces.in(
                world.disk.resolve(process.name()), Method.COPY, Owners.builder(IDENTITY), Long.MAX_VALUE);
        this.tracker = new OffsetTracker(world.scheduler.clock());
        this.member = new Member(world.builders, process, this::lost);
        Arrays.fill(acknowledged, -1);
        for (int i = 0; i < Topics.PARTITIONS; i++) {
            heard[i] = world.topics.partition(Topic.BUILDS, i).size();
        }
    }

    static void start(World world, ServiceProcess process) {
        BuilderProcess builder = new BuilderProcess(world, process);
        SimulatedRepositories repositories = new SimulatedRepositories(
                world.git, world.scheduler, _ -> !world.hosted, world.invariants::fetchedAsOf);
        for (int i = 1; i <= SLOTS; i++) {
            Slot slot = builder.slot(repositories);
            world.scheduler.spawn(process, "slot-" + i, () -> builder.work(slot));
        }
        world.scheduler.spawn(process, "consumer", builder::consume);
        world.scheduler.spawn(process, "heart", builder::beat);
    }

    /**
     * Each slot has its own view of the store: one that holds a lock must not be preempted by one that waits for it.
     */
    private Slot slot(SimulatedRepositories repositories) {
        ObjectStore store =
                world.leavesOut(Omission.R7_PACKS_BEFORE_REPORT) ? new PacksLater(world.storeOf()) : world.storeOf();
        Builds builds = new Builds(store, world.signer);
        Trees trees = world.trees(store);
        Ledger.Surroundings outside = new Ledger.Surroundings(
                world.topics.publisher(),
                new NoTraces(new SplittableRandom(1)),
                ends(),
                world.scheduler.clock(),
                world.scheduler::pause,
                new Backoff(new SplittableRandom(1)));
        Ledger ledger = Ledger.assemble(
                new Ledger.Shelves(builds, new Caches(store), new HealMarks(store), new PublicationLog(store), trees),
                outside,
                new BuilderId(process.name()),
                world::token,
                world.builderRules());
        Rooms rooms = new Rooms(
                repositories,
                site -> new Remote(site.site(), "https://forge.example/" + site.site(), null),
                workspaces,
                new SimulatedGenerators(world.git, world.scheduler),
                _ -> new Verdict.Passed(List.of()),
                new SilentLogs(world.scheduler, world.disk.resolve("log.zst")),
                Limits.DEFAULT,
                new TimeLimits(Duration.ofMinutes(30), Duration.ofMinutes(5), Duration.ofHours(4)),
                new CacheBudget(Duration.ofDays(30), Long.MAX_VALUE),
                _ -> Network.NONE);
        BuildChain chain = BuildChain.assemble(
                ledger,
                pulse,
                rooms,
                new BuildChain.Output(new PublicationLog(store), trees),
                outside,
                world.builderRules());
        return intake.slot(new ChannelTurn.Workplace(ledger, new Sites(store), repositories, chain));
    }

    private PartitionEnds ends() {
        PartitionEnds ends = world.topics.ends();
        return (topic, partition) -> {
            long end = ends.endOffset(topic, partition);
            world.invariants.endRead(world.scheduler.current());
            // Read later, it is higher.
            return world.leavesOut(Omission.R4_END_OFFSET_BEFORE_FETCH) ? end + 2 : end;
        };
    }

    private void work(Slot slot) throws InterruptedException {
        while (true) {
            world.scheduler.waitFor(this::hasWork);
            if (slot.takeTurn() == Slot.Work.NOTHING_TO_DO) {
                world.scheduler.pause(Duration.ofMillis(500));
            }
        }
    }

    private boolean hasWork() {
        return intake.waitingChannels() > 0 || (world.leavesOut(Omission.R10_ONE_AT_A_TIME) && pulse.builds() > 0);
    }

    private void beat() {
        while (true) {
            world.scheduler.waitFor(() -> pulse.builds() > 0);
            world.scheduler.pause(Pulse.INTERVAL);
            pulse.beat();
        }
    }

    private void consume() {
        while (true) {
            world.scheduler.waitFor(() -> member.hasNews() || hasAcknowledged() || hasToHear());
            world.scheduler.step("poll");
            member.look();
            for (int i = 0; i < Topics.PARTITIONS; i++) {
                if (acknowledged[i] >= 0) {
                    world.builders.commit(i, member.epoch(i), acknowledged[i]);
                    acknowledged[i] = -1;
                }
                for (int n = 0;
                        n < POLLED
                                && member.owns(i)
                                && member.position(i) < records(i).size();
                        n++) {
                    deliver(i, member.position(i));
                    member.advance(i);
                }
                listen(i);
            }
        }
    }

    private void deliver(int partition, long offset) {
        BuildRequested request = (BuildRequested) records(partition).get((int) offset);
        Origin origin = new Origin(Topic.BUILD_REQUESTS.topicName(), partition, offset);
        Tracked tracked = tracker.track(origin, () -> acknowledged[partition] = offset + 1);
        world.scheduler.say("got " + request.id() + " at " + origin);
        intake.take(new Delivery(request, tracked));
        if (world.leavesOut(Omission.R7_ACKNOWLEDGE_LAST)) {
            tracked.finish();
        }
    }

    private void lost(int partition) {
        world.scheduler.say("lost partition " + partition);
        tracker.revoke(List.of(new TopicPartition(Topic.BUILD_REQUESTS.topicName(), partition)));
        intake.dropUnassigned();
        acknowledged[partition] = -1;
    }

    private void listen(int partition) {
        List<Event> events = world.topics.partition(Topic.BUILDS, partition);
        for (; heard[partition] < events.size(); heard[partition]++) {
            if (events.get(heard[partition]) instanceof BuildHeartbeat heartbeat) {
                intake.heard(heartbeat);
            }
        }
    }

    private boolean hasAcknowledged() {
        return acknowledged[0] >= 0 || acknowledged[1] >= 0;
    }

    private boolean hasToHear() {
        for (int i = 0; i < Topics.PARTITIONS; i++) {
            if (heard[i] < world.topics.partition(Topic.BUILDS, i).size()) {
                return true;
            }
        }
        return false;
    }

    private List<Event> records(int partition) {
        return world.builders.records(partition);
    }
}
