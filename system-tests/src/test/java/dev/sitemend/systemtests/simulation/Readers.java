package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.store.StoreUnavailableException;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Reads a topic as {@code SequentialConsumer} does: one after the other, for ever in place, commit behind it. */
final class Readers {
    private Readers() {}

    /** When a record's offset is committed. */
    enum Commit {
        AFTER,
        BEFORE
    }

    static void read(World world, Group group, ServiceProcess process, Commit commit, Consumer<Event> handler) {
        Member member = new Member(group, process, _ -> {});
        while (true) {
            world.scheduler.waitFor(member::hasNews);
            world.scheduler.step("poll " + group.topic());
            member.look();
            for (int i = 0; i < Topics.PARTITIONS; i++) {
                while (member.owns(i) && member.position(i) < group.records(i).size()) {
                    Event event = group.records(i).get((int) member.position(i));
                    member.advance(i);
                    if (!(event instanceof BuildHeartbeat)) {
                        handle(world, group, member, i, commit, handler, event);
                    } else {
                        group.commit(i, member.epoch(i), member.position(i));
                    }
                    member.look();
                }
            }
        }
    }

    private static void handle(
            World world,
            Group group,
            Member member,
            int partition,
            Commit commit,
            Consumer<Event> handler,
            Event event) {
        long epoch = member.epoch(partition);
        long next = member.position(partition);
        if (commit == Commit.BEFORE) {
            group.commit(partition, epoch, next);
        }
        untilDone(world, handler, event);
        world.scheduler.step("commit " + group.topic() + "-" + partition + " " + next);
        group.commit(partition, epoch, next);
    }

    private static void untilDone(World world, Consumer<Event> handler, Event event) {
        Backoff backoff = new Backoff(new SplittableRandom(2));
        for (int failures = 1; ; failures++) {
            try {
                handler.accept(event);
                return;
            } catch (StoreUnavailableException | EventsUnavailableException e) {
                world.scheduler.pause(backoff.after(failures));
            }
        }
    }
}
