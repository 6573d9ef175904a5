package dev.sitemend.trigger.heal;

import dev.sitemend.contracts.vocabulary.FailureClass;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts dead letters by cause, and what the healer did with them. */
public final class HealMetrics {
    private final MeterRegistry meters;

    public HealMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void arrived(@Nullable FailureClass failure) {
        String name = failure == null ? "unreadable" : failure.name().toLowerCase(Locale.ROOT);
        meters.counter("sitemend.dead.letters", "class", name).increment();
    }

    void requested() {
        heal("requested");
    }

    void left() {
        heal("left");
    }

    void deferred() {
        heal("deferred");
    }

    private void heal(String result) {
        meters.counter("sitemend.heals", "result", result).increment();
    }
}
