package dev.sitemend.trigger.lag;

import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.messaging.GroupLag;
import dev.sitemend.messaging.GroupLags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the lags now and then, and remembers what it saw: whoever asks never waits for the broker. */
public final class LagWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);

    private final GroupLags lags;
    private final Clock clock;
    private volatile @Nullable Look latest;
    private volatile @Nullable String trouble;

    public LagWatch(GroupLags lags, Clock clock) {
        this.lags = lags;
        this.clock = clock;
    }

    /** What was seen at one moment. */
    public record Look(Instant at, List<GroupLag> partitions) {
        public Look {
            partitions = List.copyOf(partitions);
        }

        /** By topic and group. */
        public List<Lag> groups() {
            Map<String, Map<String, List<GroupLag>>> sorted = partitions.stream()
                    .collect(Collectors.groupingBy(
                            GroupLag::topic,
                            TreeMap::new,
                            Collectors.groupingBy(GroupLag::group, TreeMap::new, Collectors.toList())));
            return sorted.entrySet().stream()
                    .flatMap(topic -> topic.getValue().entrySet().stream()
                            .map(group -> new Lag(topic.getKey(), group.getKey(), at, group.getValue())))
                    .toList();
        }

        /** Of each topic the age of the oldest record that some group has not acknowledged; zero for none. */
        public Map<String, Duration> oldest() {
            return groups().stream()
                    .collect(Collectors.toMap(
                            Lag::topic, Lag::age, (one, other) -> one.compareTo(other) > 0 ? one : other));
        }
    }

    /** One group's lag in one topic. */
    public record Lag(String topic, String group, Instant at, List<GroupLag> partitions) {
        public Lag {
            partitions = List.copyOf(partitions);
        }

        /** Records that are not acknowledged yet. */
        public long records() {
            return partitions.stream().mapToLong(GroupLag::records).sum();
        }

        /** Age of the oldest of them; zero when there is none. */
        public Duration age() {
            return partitions.stream()
                    .map(partition -> age(partition, at))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
        }

        /** Age of a partition's oldest unacknowledged record; zero when there is none. */
        public static Duration age(GroupLag partition, Instant at) {
            Duration age = partition
                    .oldest()
                    .map(oldest -> Duration.between(oldest, at))
                    .orElse(Duration.ZERO);
            // The broker's clock, or the sender's, may be ahead of ours.
            return age.isNegative() ? Duration.ZERO : age;
        }
    }

    /** Asks the broker. When it does not answer, what was seen last stays. */
    void look() {
        try {
            latest = new Look(clock.instant(), lags.read());
            trouble = null;
        } catch (EventsUnavailableException e) {
            if (trouble == null) {
                LOG.warn("Cannot look at the consumers' lags: {}", e.getMessage());
            }
            trouble = e.getMessage();
        }
    }

    /** What was seen last; empty before the first look. */
    public Optional<Look> latest() {
        return Optional.ofNullable(latest);
    }

    /** How long ago that was; empty before the first look. */
    Optional<Duration> sinceLatest() {
        return latest().map(look -> Duration.between(look.at(), clock.instant()));
    }

    /** Why the last look did not succeed; empty if it did. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }
}
