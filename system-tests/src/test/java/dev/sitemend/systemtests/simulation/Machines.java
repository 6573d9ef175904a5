package dev.sitemend.systemtests.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The processes of an installation, and what keeps them running. */
final class Machines {
    /** What the broker takes for death. */
    private static final Duration SESSION = Duration.ofSeconds(7);

    private static final List<Duration> RESTARTS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(20));

    private final World world;
    private final Choices choices;
    private final ServiceProcess self;
    private final List<Pool> pools = new ArrayList<>();

    /** Processes of one kind, and the groups that they share. */
    private static final class Pool {
        private final String name;
        private final BiConsumer<World, ServiceProcess> start;
        private final List<Group> groups;
        private final ServiceProcess[] members;
        private int incarnations;

        Pool(String name, int size, BiConsumer<World, ServiceProcess> start, Group... groups) {
            this.name = name;
            this.start = start;
            this.groups = List.of(groups);
            this.members = new ServiceProcess[size];
        }
    }

    Machines(World world, ServiceProcess self) {
        this.world = world;
        this.choices = world.scheduler.choices();
        this.self = self;
        pools.add(new Pool("builder", 2, BuilderProcess::start, world.builders));
        pools.add(new Pool("publisher", 2, PublisherProcess::start, world.publishers, world.commanders));
        pools.add(new Pool("healer", 1, TriggerProcess::startHealer, world.healers));
    }

    void start() {
        for (Pool pool : pools) {
            for (int i = 0; i < pool.members.length; i++) {
                start(pool, i);
                supervise(pool, i);
            }
            pool.groups.forEach(group -> deal(pool, group));
        }
    }

    private void start(Pool pool, int index) {
        ServiceProcess process = new ServiceProcess(pool.name + "-" + ++pool.incarnations);
        pool.members[index] = process;
        pool.start.accept(world, process);
    }

    /** A dead process loses its partitions after a while, and comes back as another. */
    private void supervise(Pool pool, int index) {
        world.scheduler.spawn(self, "supervisor of " + pool.name + " " + index, () -> {
            while (true) {
                world.scheduler.waitFor(() -> pool.members[index].isDead());
                world.scheduler.pause(SESSION);
                pool.groups.forEach(group -> deal(pool, group));
                world.scheduler.pause(RESTARTS.get(choices.any(RESTARTS.size())));
                start(pool, index);
                pool.groups.forEach(group -> deal(pool, group));
            }
        });
    }

    /** Gives every partition to some living process. Whoever had it finds out at its next poll. */
    private void deal(Pool pool, Group group) {
        List<ServiceProcess> living = new ArrayList<>();
        for (ServiceProcess member : pool.members) {
            if (member != null && !member.isDead()) {
                living.add(member);
            }
        }
        for (int i = 0; i < Topics.PARTITIONS && !living.isEmpty(); i++) {
            ServiceProcess next = living.get(choices.any(living.size()));
            if (group.owner(i) != next) {
                world.scheduler.say("partition " + i + " of " + group.topic() + " goes to " + next);
                group.assign(i, next);
            }
        }
    }

    void rebalance() {
        Pool pool = pools.get(choices.next(2, 0.7));
        pool.groups.forEach(group -> deal(pool, group));
    }

    /** A process stands still, its partitions go elsewhere, and then it goes on as if nothing had been. */
    void stall() {
        Pool pool = pools.get(choices.next(2, 0.7));
        ServiceProcess process = pool.members[choices.any(pool.members.length)];
        Duration duration = Duration.ofSeconds(3L + 6L * choices.any(8));
        world.scheduler.say(process + " stands still for " + duration);
        process.stall(world.scheduler.now().plus(duration));
        if (duration.compareTo(SESSION) > 0) {
            world.scheduler.spawn(self, "broker", () -> {
                world.scheduler.pause(SESSION);
                for (Group group : pool.groups) {
                    for (int i = 0; i < Topics.PARTITIONS; i++) {
                        if (group.owner(i) == process) {
                            takeAway(pool, group, i);
                        }
                    }
                }
            });
        }
    }

    private void takeAway(Pool pool, Group group, int partition) {
        for (ServiceProcess member : pool.members) {
            if (member != group.owner(partition) && !member.isDead()) {
                world.scheduler.say("partition " + partition + " of " + group.topic() + " goes to " + member);
                group.assign(partition, member);
                return;
            }
        }
    }

    /** From now on nobody stands still. */
    void keepAlive() {
        for (Pool pool : pools) {
            for (ServiceProcess member : pool.members) {
                if (member.stalledUntil().isAfter(world.scheduler.now())) {
                    member.stall(world.scheduler.now());
                }
            }
        }
    }
}
