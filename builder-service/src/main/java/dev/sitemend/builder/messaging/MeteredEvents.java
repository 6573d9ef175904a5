package dev.sitemend.builder.messaging;

import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.messaging.EventPublisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Counts what the builder says; all of it is there from the start with 0. */
final class MeteredEvents implements EventPublisher {
    /** From a small refresh to the longest that a build may take. */
    private static final Duration[] BOUNDS = Stream.of(
                    "0.25", "0.5", "1", "2", "3", "5", "8", "15", "30", "60", "120", "300", "600", "1800", "3600",
                    "14400")
            .map(seconds -> Duration.parse("PT" + seconds + "S"))
            .toArray(Duration[]::new);

    private final EventPublisher delegate;
    private final MeterRegistry meters;

    MeteredEvents(EventPublisher delegate, MeterRegistry meters) {
        this.delegate = delegate;
        this.meters = meters;
        for (End end : End.values()) {
            heals(end);
            for (BuildMode mode : BuildMode.values()) {
                durations(mode, end);
            }
        }
    }

    private enum End {
        SUCCEEDED("healed"),
        FAILED("failed");

        private final String ofHeal;

        End(String ofHeal) {
            this.ofHeal = ofHeal;
        }
    }

    @Override
    public void publish(Event event, @Nullable String traceparent) {
        delegate.publish(event, traceparent);
        switch (event) {
            case BuildSucceeded build ->
                ended(build.mode(), build.cause(), End.SUCCEEDED, Duration.between(build.startedAt(), build.at()));
            case BuildFailed build ->
                ended(build.mode(), build.cause(), End.FAILED, Duration.between(build.startedAt(), build.at()));
            default -> {
                // Says that something goes on.
            }
        }
    }

    private void ended(BuildMode mode, Cause cause, End end, Duration took) {
        durations(mode, end).record(took);
        if (cause == Cause.HEAL) {
            heals(end).increment();
        }
    }

    private Timer durations(BuildMode mode, End end) {
        return Timer.builder("sitemend.build.duration")
                .description("From claim to report")
                .tag("mode", word(mode))
                .tag("result", word(end))
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
    }

    private Counter heals(End end) {
        return Counter.builder("sitemend.heals")
                .description("Clean rebuilds in the place of a dead letter, by how they ended")
                .tag("result", end.ofHeal)
                .register(meters);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
