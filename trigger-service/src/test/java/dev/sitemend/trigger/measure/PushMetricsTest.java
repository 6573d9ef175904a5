package dev.sitemend.trigger.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.PromotionEvent.Drifted;
import dev.sitemend.contracts.event.PromotionEvent.Promoted;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.Revision;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PushMetricsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-25T05:00:00Z");
    private static final ChannelId MAIN = ChannelId.of("garden", "main");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = BEGIN;
    private List<Instant> pushes = List.of(BEGIN.plusSeconds(1), BEGIN.plusSeconds(3));
    private final InstantSource time = () -> now;
    private final PushMetrics metrics = new PushMetrics(_ -> pushes, time.withZone(ZoneOffset.UTC), meters);

    @Test
    void eachPushIsTimedOnceTheRowsHaveSettled() {
        metrics.happened(promoted(1, 4));
        metrics.measure();
        assertThat(timer().count()).isZero();

        now = BEGIN.plusSeconds(10);
        metrics.measure();
        assertThat(timer().count()).isEqualTo(2);
        assertThat(timer().totalTime(TimeUnit.SECONDS)).isEqualTo(3 + 1);
    }

    @Test
    void whatIsToldAgainCountsOnce() {
        metrics.happened(promoted(1, 4));
        metrics.happened(promoted(1, 4));
        now = BEGIN.plusSeconds(10);
        metrics.measure();

        assertThat(timer().count()).isEqualTo(2);
    }

    @Test
    void whatHappenedBeforeTheStartIsHistory() {
        metrics.happened(promoted(1, -4));
        metrics.happened(drifted(-4));
        now = BEGIN.plusSeconds(10);
        metrics.measure();

        assertThat(timer().count()).isZero();
        assertThat(drifts()).isZero();
    }

    @Test
    void aPushFromAClockThatIsAheadTookNoTime() {
        pushes = List.of(BEGIN.plusSeconds(5));
        metrics.happened(promoted(1, 4));
        now = BEGIN.plusSeconds(10);
        metrics.measure();

        assertThat(timer().totalTime(TimeUnit.SECONDS)).isZero();
    }

    @Test
    void driftIsCounted() {
        metrics.happened(drifted(4));

        assertThat(drifts()).isEqualTo(1);
    }

    private Timer timer() {
        return meters.get("sitemend.push.to.live").timer();
    }

    private double drifts() {
        return meters.get("sitemend.drift").counter().count();
    }

    private static Promoted promoted(long generation, int second) {
        return new Promoted(
                MAIN,
                new GenerationNumber(generation),
                new BuildNumber(generation),
                new Revision("a".repeat(40)),
                new Digest("d".repeat(64)),
                BEGIN.plus(Duration.ofSeconds(second)),
                null);
    }

    private static Drifted drifted(int second) {
        return new Drifted(MAIN, new BuildNumber(1), new BuildNumber(2), 12, BEGIN.plus(Duration.ofSeconds(second)));
    }
}
