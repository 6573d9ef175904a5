package dev.sitemend.trigger.measure;

import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.PromotionEvent.Drifted;
import dev.sitemend.contracts.event.PromotionEvent.Promoted;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.GenerationNumber;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@code sitemend_push_to_live_seconds}, from the push's event to the entry that makes it visible, and
 * {@code sitemend_drift_total}. Counts from the start of this process on, as every counter does: what the read model
 * learns of the time before is history.
 */
final class PushMetrics {
    /** Requests and builds come over other topics than promotions, and may be in the rows a moment later. */
    private static final Duration SETTLED = Duration.ofSeconds(2);

    /** A second or two is usual; after an hour it makes no difference any more. */
    private static final Duration[] BOUNDS = Stream.of(
                    "0.5", "0.75", "1", "1.5", "2", "2.5", "3", "4", "5", "7.5", "10", "15", "20", "30", "45", "60",
                    "90", "120", "180", "300", "600", "1800", "3600")
            .map(seconds -> Duration.parse("PT" + seconds + "S"))
            .toArray(Duration[]::new);

    private final Function<Promoted, List<Instant>> pushes;
    private final Clock clock;
    private final Instant begin;
    private final Timer pushToLive;
    private final Counter drift;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Map<ChannelId, GenerationNumber> newest = new HashMap<>();

    /** @param pushes finds when the pushes came in that are seen for the first time with a promotion */
    PushMetrics(Function<Promoted, List<Instant>> pushes, Clock clock, MeterRegistry meters) {
        this.pushes = pushes;
        this.clock = clock;
        this.begin = clock.instant();
        this.pushToLive = Timer.builder("sitemend.push.to.live")
                .description(
                        "From a push to the generation that shows it; pushes that ended in quarantine are left out")
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
        this.drift = Counter.builder("sitemend.drift")
                .description("Audits that found other output than the refreshes had made")
                .register(meters);
    }

    private record Waiting(Promoted promoted, Instant since) {}

    void happened(PromotionEvent event) {
        switch (event) {
            case Promoted promoted when isNew(promoted) -> waiting.add(new Waiting(promoted, clock.instant()));
            case Drifted drifted when !drifted.at().isBefore(begin) -> drift.increment();
            default -> {
                // Shows nothing new.
            }
        }
    }

    /** To be called every second or so, by the same thread. */
    void measure() {
        Instant settled = clock.instant().minus(SETTLED);
        while (!waiting.isEmpty() && !waiting.element().since().isAfter(settled)) {
            Promoted promoted = waiting.remove().promoted();
            pushes.apply(promoted).forEach(push -> pushToLive.record(between(push, promoted.at())));
        }
    }

    /** An entry is told again by whoever is not sure that it was told. */
    private boolean isNew(Promoted promoted) {
        GenerationNumber before = newest.get(promoted.channel());
        if (promoted.at().isBefore(begin)
                || (before != null && promoted.generation().compareTo(before) <= 0)) {
            return false;
        }

        newest.put(promoted.channel(), promoted.generation());
        return true;
    }

    /** The two moments are of two clocks. */
    private static Duration between(Instant push, Instant live) {
        return live.isBefore(push) ? Duration.ZERO : Duration.between(push, live);
    }
}
