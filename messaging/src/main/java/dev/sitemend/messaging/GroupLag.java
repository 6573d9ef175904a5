package dev.sitemend.messaging;

import java.time.Instant;
import java.util.Optional;

/**
 * How far one consumer group is behind in one partition.
 *
 * @param committed offset of the first record that the group has not acknowledged; records above it may be in work
 * @param end offset that the next record will get
 * @param oldest when the first unacknowledged record was sent; empty when there is none, or when it can not be read
 */
public record GroupLag(String topic, String group, int partition, long committed, long end, Optional<Instant> oldest) {
    /** Records that are not acknowledged yet. */
    public long records() {
        return Math.max(0, end - committed);
    }
}
