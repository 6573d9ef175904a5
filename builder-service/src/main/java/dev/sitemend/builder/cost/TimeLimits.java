package dev.sitemend.builder.cost;

import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a build may take, by what the site's builds took. A refresh that hangs is noticed after minutes instead of
 * half an hour, and a rebuild mends it; a wiki whose rebuild takes 80 minutes gets the time. Without I/O.
 *
 * @param usual for a site without a history, and the least for a rebuild: nothing mends a rebuild that was killed
 * @param least the least for a refresh
 * @param most whatever the history says
 */
public record TimeLimits(Duration usual, Duration least, Duration most) {
    /** A busy machine, and a push of a size that was never seen. */
    private static final int FACTOR = 10;

    /** A rebuild reads all, each time: it varies less. */
    private static final int REBUILD_FACTOR = 5;

    /** The wall clock of a build of so many changed sources. */
    public Duration wallClock(History history, BuildMode mode, int changedSources) {
        Optional<Duration> slow = history.percentile95(mode);
        if (slow.isEmpty()) {
            return usual;
        }

        return switch (mode) {
            case REFRESH -> {
                Duration predicted = history.predictedRefresh(changedSources).orElse(Duration.ZERO);
                yield between(
                        shorter(least, usual), longer(slow.get(), predicted).multipliedBy(FACTOR));
            }
            case REBUILD -> between(usual, slow.get().multipliedBy(REBUILD_FACTOR));
        };
    }

    private Duration between(Duration floor, Duration wanted) {
        return longer(floor, shorter(wanted, most));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
