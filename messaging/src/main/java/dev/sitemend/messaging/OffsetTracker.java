package dev.sitemend.messaging;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * The low-water mark of a binding whose records are finished in any order, by any thread. Per partition it acknowledges
 * only the highest record below which all are finished, in the order in which they were handed over: the container
 * guards nothing, and commits whatever is acknowledged last.
 *
 * <p>Acknowledging and losing a partition exclude each other: after {@link #revoke} returned, nothing of that
 * assignment is acknowledged any more, so that a late finish can not move an offset that another consumer owns now.
 */
public final class OffsetTracker {
    private final Clock clock;
    private final Map<TopicPartition, Assignment> assignments = new HashMap<>();

    public OffsetTracker(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins to track a record. Called by the consumer's thread, in the order of the partition.
     *
     * @param acknowledge acknowledges this record to the container, and with it all before it
     */
    public Tracked track(Origin origin, Runnable acknowledge) {
        TopicPartition partition = new TopicPartition(origin.topic(), origin.partition());
        synchronized (assignments) {
            Assignment assignment = assignments.computeIfAbsent(partition, _ -> new Assignment());
            Tracked tracked = new Tracked(assignment, origin, acknowledge, clock.instant());
            assignment.open.add(tracked);
            return tracked;
        }
    }

    /** Forgets these partitions' records: they are somebody else's, or will be handed over again. */
    public void revoke(Collection<TopicPartition> partitions) {
        synchronized (assignments) {
            for (TopicPartition partition : partitions) {
                Assignment assignment = assignments.remove(partition);
                if (assignment != null) {
                    assignment.revoked = true;
                    assignment.open.clear();
                }
            }
        }
    }

    /**
     * How long each partition's oldest unfinished record has been open. A pinned offset looks like work otherwise.
     * Partitions with nothing open are absent.
     */
    public Map<TopicPartition, Duration> oldestAges() {
        Instant now = clock.instant();
        Map<TopicPartition, Duration> ages = new HashMap<>();
        synchronized (assignments) {
            assignments.forEach((partition, assignment) -> Optional.ofNullable(assignment.open.peek())
                    .ifPresent(oldest -> ages.put(partition, Duration.between(oldest.since, now))));
        }
        return ages;
    }

    private static final class Assignment {
        private final Deque<Tracked> open = new ArrayDeque<>();
        private boolean revoked;
    }

    /** One record that was handed over. */
    public final class Tracked {
        private final Assignment assignment;
        private final Origin origin;
        private final Runnable acknowledge;
        private final Instant since;
        private boolean finished;

        private Tracked(Assignment assignment, Origin origin, Runnable acknowledge, Instant since) {
            this.assignment = assignment;
            this.origin = origin;
            this.acknowledge = acknowledge;
            this.since = since;
        }

        public Origin origin() {
            return origin;
        }

        /** Whether the partition has been ours without a break since the record was handed over. */
        public boolean isAssigned() {
            synchronized (assignments) {
                return !assignment.revoked;
            }
        }

        /**
         * All that follows from the record is durable. Acknowledges as far as nothing before it is open. Any thread,
         * any number of times; does nothing once the partition is lost.
         */
        public void finish() {
            synchronized (assignments) {
                finished = true;
                Tracked highest = null;
                while (!assignment.open.isEmpty() && assignment.open.peek().finished) {
                    highest = assignment.open.poll();
                }

                if (highest != null) {
                    highest.acknowledge.run();
                }
            }
        }
    }
}
