package dev.sitemend.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * {@code sitemend_queue_oldest_age_seconds{binding}}: how long the oldest unfinished record of a long-running binding
 * has been open. 0 when nothing is: a pinned offset looks like work otherwise.
 */
final class OldestRecords implements MeterBinder {
    private final List<LongRunningBinding> longRunning;

    OldestRecords(List<LongRunningBinding> longRunning) {
        this.longRunning = longRunning;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (LongRunningBinding binding : longRunning) {
            Gauge.builder("sitemend.queue.oldest.age", binding.tracker(), OldestRecords::oldestSeconds)
                    .description("Age of the oldest record that was taken and is not finished")
                    .baseUnit("seconds")
                    .tag("binding", binding.binding())
                    .register(registry);
        }
    }

    private static double oldestSeconds(OffsetTracker tracker) {
        Duration oldest = tracker.oldestAges().values().stream()
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return oldest.toMillis() / 1000.0;
    }
}
