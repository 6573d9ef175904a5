package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.messaging.PartitionEnds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The log: topics of two partitions, and the processes' ways to it. */
final class Topics {
    static final int PARTITIONS = 2;

    private final Scheduler scheduler;
    private final Map<Topic, List<List<Event>>> partitions = new EnumMap<>(Topic.class);

    Topics(Scheduler scheduler) {
        this.scheduler = scheduler;
        for (Topic topic : Topic.values()) {
            List<List<Event>> lists = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                lists.add(new ArrayList<>());
            }
            partitions.put(topic, lists);
        }
    }

    static int partitionOf(String key) {
        return Math.floorMod(key.hashCode(), PARTITIONS);
    }

    List<Event> partition(Topic topic, int partition) {
        return partitions.get(topic).get(partition);
    }

    List<Event> all(Topic topic) {
        return partitions.get(topic).stream().flatMap(List::stream).toList();
    }

    /** Puts an event on its topic, at once. */
    void append(Event event) {
        partition(EventType.of(event).topic(), partitionOf(event.key())).add(event);
    }

    /** A process's producer: idempotent only within one call, as Kafka's is. */
    EventPublisher publisher() {
        return (event, traceparent) -> {
            String what = "publish " + event;
            scheduler.step(what);
            if (scheduler.choices().happens(scheduler.faults().unavailable())) {
                throw unavailable(what);
            }
            append(event);
            scheduler.step("published " + event.getClass().getSimpleName(), 3);
            if (scheduler.choices().happens(scheduler.faults().lostAnswer())) {
                throw unavailable(what);
            }
        };
    }

    PartitionEnds ends() {
        return (topic, partition) -> {
            scheduler.step("end of " + topic + "-" + partition);
            if (scheduler.choices().happens(scheduler.faults().unavailable())) {
                throw unavailable("end offset");
            }
            return partition(topic, partition).size();
        };
    }

    private static EventsUnavailableException unavailable(String what) {
        return new EventsUnavailableException("No answer to " + what, new IllegalStateException("simulated"));
    }
}
