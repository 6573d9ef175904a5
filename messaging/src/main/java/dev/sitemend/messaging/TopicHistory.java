package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads what a topic holds, without a group: nobody's position moves. All of it throws
 * {@link EventsUnavailableException}.
 */
public interface TopicHistory {
    /**
     * What one partition holds.
     *
     * @param beginning offset of the oldest record
     * @param end one more than the offset of the newest
     * @param oldest when the oldest record was written; empty where there is none
     */
    record Span(int partition, long beginning, long end, Optional<Instant> oldest) {
        /** Whether older records were deleted. */
        public boolean isCut() {
            return beginning > 0;
        }
    }

    /** @param at when the broker has it from, by the writer's clock */
    record Past(Received received, Instant at) {}

    /** All partitions, in order. */
    List<Span> spans(Topic topic);

    /** The first record at or after a time, of each partition; its end where there is none. */
    Map<Integer, Long> positions(Topic topic, Instant time);

    /** Hands out every record from these offsets up to what is the end now; those of a partition in their order. */
    void read(Topic topic, Map<Integer, Long> from, Consumer<Past> reader);
}
