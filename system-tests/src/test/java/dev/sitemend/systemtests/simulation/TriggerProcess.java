package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.event.DeadLetterEvent;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.messaging.trace.NoTraces;
import dev.sitemend.trigger.heal.HealMetrics;
import dev.sitemend.trigger.heal.HealSettings;
import dev.sitemend.trigger.heal.Healer;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.Wish;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.SplittableRandom;

/** A trigger: the healer, and the doors that wishes come in by. */
final class TriggerProcess {
    private TriggerProcess() {}

    static void startHealer(World world, ServiceProcess process) {
        Readers.Commit commit =
                world.leavesOut(Omission.R12_COMMIT_AFTER_PRODUCING) ? Readers.Commit.BEFORE : Readers.Commit.AFTER;
        Healer healer = new Healer(
                requests(world),
                world.topics.publisher(),
                world.scheduler.clock(),
                world.scheduler::pause,
                new HealSettings(20, Duration.ofSeconds(3)),
                new HealMetrics(new SimpleMeterRegistry()));
        world.scheduler.spawn(
                process,
                "healer",
                () -> Readers.read(world, world.healers, process, commit, event -> on(healer, event)));
    }

    private static void on(Healer healer, Event event) {
        try {
            healer.on((DeadLetterEvent) event);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts a simulation", e);
        }
    }

    /**
     * One wish on its way in: rule 1. The ref has moved; {@code acknowledged} runs when the asker is told so.
     *
     * @param delay before the event is sent
     */
    static void ask(World world, ServiceProcess process, Wish wish, Duration delay, Runnable acknowledged) {
        BuildRequests requests = requests(world);
        world.scheduler.spawn(process, "door", () -> {
            if (world.leavesOut(Omission.R1_THE_EVENT_BEFORE_THE_ACKNOWLEDGEMENT)) {
                acknowledged.run();
            }
            world.scheduler.pause(delay);
            while (true) {
                try {
                    requests.request(wish);
                    acknowledged.run();
                    return;
                } catch (EventsUnavailableException e) {
                    world.scheduler.pause(Duration.ofSeconds(1));
                }
            }
        });
    }

    private static BuildRequests requests(World world) {
        return new BuildRequests(
                world.topics.publisher(),
                world.scheduler.clock(),
                () -> {
                    throw new AssertionError("Every wish of the simulation has an id");
                },
                new NoTraces(new SplittableRandom(1)));
    }
}
