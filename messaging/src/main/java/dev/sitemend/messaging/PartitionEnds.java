package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Topic;

/** Knows how far each partition reaches. */
@FunctionalInterface
public interface PartitionEnds {
    /**
     * The offset that the next record of the partition will get: all that was acknowledged before the call lies below
     * it.
     *
     * @throws EventsUnavailableException if the broker did not answer in time
     */
    long endOffset(Topic topic, int partition);
}
