package dev.sitemend.builder.messaging;

import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.messaging.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts what the builder says. */
final class MeteredEvents implements EventPublisher {
    private final EventPublisher delegate;
    private final MeterRegistry meters;

    MeteredEvents(EventPublisher delegate, MeterRegistry meters) {
        this.delegate = delegate;
        this.meters = meters;
    }

    @Override
    public void publish(Event event, @Nullable String traceparent) {
        delegate.publish(event, traceparent);
        switch (event) {
            case BuildSucceeded succeeded ->
                duration(succeeded.mode(), "succeeded", Duration.between(succeeded.startedAt(), succeeded.at()));
            case BuildFailed failed ->
                duration(failed.mode(), "failed", Duration.between(failed.startedAt(), failed.at()));
            default -> {
                // Says that something goes on.
            }
        }
    }

    private void duration(BuildMode mode, String result, Duration took) {
        meters.timer("sitemend.build.duration", "mode", name(mode), "result", result)
                .record(took);
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
