package dev.sitemend.trigger.heal;

import dev.sitemend.contracts.vocabulary.FailureClass;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Counts dead letters by cause, and what the healer did with them; all of it is there from the start with 0. */
public final class HealMetrics {
    private static final String UNREADABLE = "unreadable";
    private static final String REQUESTED = "requested";
    private static final String LEFT = "left";
    private static final String DEFERRED = "deferred";

    private final MeterRegistry meters;

    public HealMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (FailureClass failure : FailureClass.values()) {
            letters(word(failure));
        }
        letters(UNREADABLE);
        List.of(REQUESTED, LEFT, DEFERRED).forEach(this::decisions);
    }

    void arrived(@Nullable FailureClass failure) {
        letters(failure == null ? UNREADABLE : word(failure)).increment();
    }

    void requested() {
        decisions(REQUESTED).increment();
    }

    void left() {
        decisions(LEFT).increment();
    }

    void deferred() {
        decisions(DEFERRED).increment();
    }

    private static String word(FailureClass failure) {
        return failure.name().toLowerCase(Locale.ROOT);
    }

    private Counter letters(String failure) {
        return Counter.builder("sitemend.dead.letters")
                .description("Records set aside, by what broke; unreadable for what no version of Sitemend wrote")
                .tag("class", failure)
                .register(meters);
    }

    private Counter decisions(String decision) {
        return Counter.builder("sitemend.heal.decisions")
                .description("What the healer did: asked for a rebuild, left it to a person, or had it wait its turn")
                .tag("decision", decision)
                .register(meters);
    }
}
