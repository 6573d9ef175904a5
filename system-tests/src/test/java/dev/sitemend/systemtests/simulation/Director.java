package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.PublishEvent.Lock;
import dev.sitemend.contracts.event.PublishEvent.RollBack;
import dev.sitemend.contracts.event.PublishEvent.Unlock;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.trigger.request.Wish;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What people do, and what goes wrong. */
final class Director {
    private static final List<Duration> PAUSES = List.of(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(9),
            Duration.ofSeconds(25),
            Duration.ofSeconds(70));

    /** Between a ref's move and its event. */
    private static final List<Duration> DELAYS =
            List.of(Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(20));

    private final World world;
    private final Machines machines;
    private final Choices choices;
    private final List<ChannelId> channels = List.of(ChannelId.of("site", "main"), ChannelId.of("site", "feature"));
    private int asked;

    Director(World world, Machines machines) {
        this.world = world;
        this.machines = machines;
        this.choices = world.scheduler.choices();
    }

    /** Something happens some times; then peace returns, and every lock is lifted. */
    void direct() {
        world.scheduler.faults(profile());
        int scenes = 2 + choices.next(9, 0.1);
        for (int i = 0; i < scenes; i++) {
            world.scheduler.pause(PAUSES.get(choices.any(PAUSES.size())));
            scene();
        }
        world.scheduler.pause(PAUSES.get(choices.any(PAUSES.size())));
        world.scheduler.say("--- peace");
        world.scheduler.faults(Faults.NONE);
        world.git.lag(Duration.ZERO);
        machines.keepAlive();
        for (ChannelId channel : channels) {
            world.topics.append(new Unlock(channel, "director", "peace", null, world.scheduler.now()));
        }
        collectOnceAllIsAtRest();
    }

    /** A story without chance: each kind of push once, the next when the one before has long been dealt with. */
    void tell() {
        ChannelId main = channels.getFirst();
        ChannelId feature = channels.getLast();
        List<Runnable> story = List.of(
                () -> push(main, GitHost.Content.FINE),
                () -> push(main, GitHost.Content.BREAKS_REFRESH),
                () -> push(main, GitHost.Content.BROKEN),
                () -> push(main, GitHost.Content.FINE),
                () -> push(feature, GitHost.Content.FINE),
                () -> delete(feature));
        for (Runnable scene : story) {
            scene.run();
            world.collect();
            world.scheduler.pause(Duration.ofMinutes(5));
            world.collect();
        }
        machines.keepAlive();
        collectOnceAllIsAtRest();
    }

    /** Pushes to both branches, now and then faster than they are built. */
    void push(int times) {
        world.scheduler.faults(new Faults(0.01, 0.2, 0.0005, 0.002, 0.002));
        for (int i = 0; i < times; i++) {
            push(channels.get(choices.next(2, 0.8)), GitHost.Content.FINE);
            world.scheduler.pause(PAUSES.get(choices.any(PAUSES.size())));
            if (choices.happens(0.2)) {
                world.collect();
            }
        }
        world.scheduler.faults(Faults.NONE);
        machines.keepAlive();
        collectOnceAllIsAtRest();
    }

    private Faults profile() {
        return switch (choices.any(6)) {
            case 0 -> Faults.NONE;
            case 1 -> new Faults(0.05, 0.3, 0, 0, 0);
            case 2 -> new Faults(0.02, 0.2, 0.004, 0, 0);
            case 3 -> new Faults(0.02, 0.2, 0, 0.03, 0.04);
            case 4 -> new Faults(0.02, 0.3, 0.01, 0.01, 0.02);
            default -> new Faults(0.08, 0.4, 0.002, 0.02, 0.02);
        };
    }

    private void scene() {
        ChannelId channel = channels.get(choices.next(2, 0.8));
        if (choices.happens(0.3)) {
            collect();
        }
        switch (choices.any(22)) {
            case 0, 1, 2 -> push(channel, GitHost.Content.FINE);
            case 3, 4 -> push(channel, GitHost.Content.BREAKS_REFRESH);
            case 5 -> push(channel, GitHost.Content.BROKEN);
            case 6 -> push(channel, GitHost.Content.HANGS_REFRESH);
            case 7 -> push(channel, GitHost.Content.MISCONFIGURED);
            case 8 -> forcePush(channel);
            case 9 -> delete(channel);
            case 10 -> ask(Wish.forced(channel, BuildMode.REBUILD, "writer", null), () -> {});
            case 11 -> ask(Wish.forced(channel, BuildMode.REFRESH, "writer", null), () -> {});
            case 12 -> again(Topic.BUILD_REQUESTS, _ -> true);
            case 13 -> again(choices.any(2) == 0 ? Topic.DEAD_LETTERS : Topic.BUILDS, _ -> true);
            case 14 -> lock(channel);
            case 15 -> rollBack(channel);
            case 16 -> machines.rebalance();
            case 17 -> machines.stall();
            case 18, 19, 20 -> lag();
            default -> damage();
        }
    }

    private void push(ChannelId channel, GitHost.Content content) {
        push(channel, world.git.commit(world.git.at(channel, world.scheduler.now()), content));
    }

    private void forcePush(ChannelId channel) {
        Optional<Revision> parent = world.git.at(channel, world.scheduler.now()).flatMap(world.git::parent);
        push(channel, world.git.commit(parent, GitHost.Content.FINE));
    }

    private void push(ChannelId channel, Revision revision) {
        world.git.move(channel, Optional.of(revision), world.scheduler.now());
        world.scheduler.say("push of " + revision + " (" + world.git.content(revision) + ") to " + channel);
        int move = world.git.lastMove(channel);
        ask(Wish.pushed(channel, revision, "writer"), () -> world.invariants.acknowledged(channel, move));
    }

    private void delete(ChannelId channel) {
        if (world.git.at(channel, world.scheduler.now()).isPresent()) {
            world.git.move(channel, Optional.empty(), world.scheduler.now());
            world.scheduler.say("delete of " + channel);
            int move = world.git.lastMove(channel);
            ask(Wish.pushed(channel, null, "writer"), () -> world.invariants.acknowledged(channel, move));
        }
    }

    private void ask(Wish wish, Runnable acknowledged) {
        Wish named = wish.withId(new RequestId("r" + ++asked));
        ServiceProcess process = new ServiceProcess("trigger-" + asked);
        TriggerProcess.ask(world, process, named, DELAYS.get(choices.next(DELAYS.size(), 0.7)), acknowledged);
        if (choices.happens(0.1)) {
            world.scheduler.pause(DELAYS.get(choices.any(DELAYS.size())));
            process.kill();
        }
    }

    /** What was sent once comes a second time, later. */
    private void again(Topic topic, Predicate<Event> which) {
        List<Event> events = world.topics.all(topic).stream().filter(which).toList();
        if (!events.isEmpty()) {
            Event event = events.get(choices.any(events.size()));
            world.scheduler.say("again: " + event);
            world.topics.append(event);
        }
    }

    private void lock(ChannelId channel) {
        world.scheduler.say("lock " + channel);
        world.topics.append(new Lock(channel, "operator", "a look", null, null, world.scheduler.now()));
        if (choices.any(2) == 1) {
            world.scheduler.pause(PAUSES.get(choices.any(PAUSES.size())));
            world.topics.append(new Unlock(channel, "operator", "seen", null, world.scheduler.now()));
        }
    }

    private void rollBack(ChannelId channel) {
        world.scheduler.say("roll back " + channel);
        world.topics.append(new RollBack(channel, null, "operator", "ugly", null, world.scheduler.now()));
        if (choices.any(2) == 1) {
            world.scheduler.pause(PAUSES.get(choices.any(PAUSES.size())));
            world.topics.append(new Unlock(channel, "operator", "seen", null, world.scheduler.now()));
            world.scheduler.pause(PAUSES.get(choices.any(PAUSES.size())));
            again(Topic.BUILDS, event -> event instanceof BuildSucceeded);
        }
    }

    /** Soon, so that it happens while something else does. */
    private void collect() {
        Duration delay = PAUSES.get(choices.next(PAUSES.size(), 0.3));
        world.scheduler.spawn(new ServiceProcess("clock"), "collection", () -> {
            world.scheduler.pause(delay);
            world.collect();
        });
    }

    /**
     * More than once: what one run finds in the way, or leaves by dying, the next finds. In the last one nobody dies.
     */
    private void collectOnceAllIsAtRest() {
        world.scheduler.spawn(new ServiceProcess("clock"), "last collections", () -> {
            for (int i = 0; i < 2; i++) {
                world.scheduler.waitFor(world::isAtRest);
                world.scheduler.pause(Duration.ofMinutes(2));
                world.collect();
            }
            // What is left of a probe is garbage after a second.
            world.scheduler.pause(Duration.ofMinutes(2));
            world.scheduler.killNobody();
            world.collect();
        });
    }

    private void lag() {
        Duration lag = Duration.ofSeconds(5L + 5L * choices.any(8));
        world.scheduler.say("the Git host lags by " + lag);
        world.git.lag(lag);
    }

    private void damage() {
        world.invariants.damageNewestSeal();
    }
}
