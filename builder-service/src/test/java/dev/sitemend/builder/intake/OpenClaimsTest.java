package dev.sitemend.builder.intake;

import static dev.sitemend.builder.record.Samples.NOON;
import static dev.sitemend.builder.record.Samples.claim;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.record.Rules;
import dev.sitemend.builder.record.Samples;
import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class OpenClaimsTest {
    private final OpenClaims openClaims = new OpenClaims(Rules.ALL);

    @Test
    void whoSentAHeartbeatWithinTenSecondsIsWaitedForAndOthersAreClosed() {
        Claim alive = claim(1, BuildMode.REFRESH);
        Claim silent = claim(2, BuildMode.REFRESH);
        Function<Claim, Instant> lastSign =
                claim -> claim.equals(alive) ? NOON.minusMillis(9_999) : NOON.minusSeconds(10);

        OpenClaims.Decision decision = openClaims.decide(List.of(alive, silent), lastSign, NOON);

        assertThat(decision.living()).containsExactly(alive);
        assertThat(decision.silent()).containsExactly(silent);
    }

    @Test
    void aBuilderThatJustStartedListensBeforeItCallsAnotherSilent() {
        Heartbeats started = new Heartbeats(Clock.fixed(NOON, ZoneOffset.UTC));
        Claim old = claim(1, BuildMode.REFRESH);

        Instant lastSign = started.lastSign(Samples.MAIN.site(), old.number());

        assertThat(lastSign).isEqualTo(NOON);
    }

    @Test
    void aHeartbeatCountsFromWhenItWasHeard() {
        Instant[] now = {NOON};
        Clock clock = new MovingClock(now);
        Heartbeats heartbeats = new Heartbeats(clock);
        Claim claim = claim(1, BuildMode.REFRESH);
        Instant sentByABrokenClock = NOON.minus(Duration.ofDays(1));

        now[0] = NOON.plusSeconds(5);
        heartbeats.heard(
                new BuildHeartbeat(claim.channel(), claim.number(), claim.builder(), "generate", sentByABrokenClock));

        now[0] = NOON.plusSeconds(8);
        assertThat(heartbeats.lastSign(Samples.MAIN.site(), claim.number())).isEqualTo(NOON.plusSeconds(5));
    }
}
