package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.event.DeadLetterEvent.DeadLetterResolved;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.DeadLetterEvent.Resolution;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.trigger.request.BuildRequests;
import dev.sitemend.trigger.request.Wish;
import java.time.Duration;

/** A trigger: the healer, and the doors that wishes come in by. */
final class TriggerProcess {
    private TriggerProcess() {}

    static void startHealer(World world, Process process) {
        EventPublisher events = world.topics.publisher();
        BuildRequests requests = requests(world);
        Readers.Commit commit = world.leavesOut(Omission.R12_COMMIT_AFTER_PRODUCING)
                ? Readers.Commit.BEFORE
                : Readers.Commit.AFTER;
        world.scheduler.spawn(
                process,
                "healer",
                () -> Readers.read(
                        world, world.healers, process, commit, event -> heal(world, requests, events, event)));
    }

    private static void heal(World world, BuildRequests requests, EventPublisher events, Event event) {
        if (event instanceof DeadLettered letter && letter.channel() != null && letter.failure() != null) {
            RequestId request =
                    requests.request(Wish.heal(letter.id(), letter.channel(), letter.revision(), letter.build()));
            events.publish(
                    new DeadLetterResolved(
                            letter.id(), letter.key(), Resolution.HEALING, request, "healer", world.scheduler.now()),
                    null);
        }
    }

    /** One wish on its way in: rule 1. The ref has moved; {@code acknowledged} runs when the asker is told so. */
    static void ask(World world, Process process, Wish wish, Runnable acknowledged) {
        BuildRequests requests = requests(world);
        world.scheduler.spawn(process, "door", () -> {
            if (world.leavesOut(Omission.R1_THE_EVENT_BEFORE_THE_ACKNOWLEDGEMENT)) {
                acknowledged.run();
            }
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
        return new BuildRequests(world.topics.publisher(), world.scheduler.clock(), () -> {
            throw new AssertionError("Every wish of the simulation has an id");
        });
    }
}
