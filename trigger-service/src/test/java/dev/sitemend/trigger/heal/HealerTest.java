package dev.sitemend.trigger.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.event.DeadLetterEvent.DeadLetterResolved;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.DeadLetterEvent.Resolution;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.messaging.trace.NoTraces;
import dev.sitemend.trigger.request.BuildRequests;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealerTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Revision REVISION = new Revision("a1".repeat(20));
    private static final HealSettings TWO_AT_ONCE = new HealSettings(2, Duration.ofSeconds(10));

    private final List<Event> published = new ArrayList<>();
    private final List<Duration> paused = new ArrayList<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = NOON;
    private boolean kafkaIsAway;

    @Test
    void aFailedRefreshBecomesOneCleanRebuildOfTheHead() throws Exception {
        healer().on(letter("garden", 213, FailureClass.GENERATOR_FAILED));

        BuildRequested request = (BuildRequested) published.getFirst();
        assertThat(request.id()).isEqualTo(new RequestId("heal-garden-213"));
        assertThat(request.channel()).isEqualTo(ChannelId.of("garden", "main"));
        assertThat(request.mode()).isEqualTo(BuildMode.REBUILD);
        assertThat(request.cause()).isEqualTo(Cause.HEAL);
        assertThat(request.healOf()).isEqualTo(new BuildNumber(213));
        assertThat(request.revision()).isEqualTo(REVISION);
        assertThat(request.traceparent()).isEqualTo("00-trace");
        DeadLetterResolved resolved = (DeadLetterResolved) published.getLast();
        assertThat(resolved.resolution()).isEqualTo(Resolution.HEALING);
        assertThat(resolved.request()).isEqualTo(request.id());
        assertThat(meters.counter("sitemend.heal.decisions", "decision", "requested")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("sitemend.dead.letters", "class", "generator_failed")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aLetterThatComesTwiceAsksForTheSameThing() throws Exception {
        Healer healer = healer();

        healer.on(letter("garden", 213, FailureClass.TIMED_OUT));
        healer.on(letter("garden", 213, FailureClass.TIMED_OUT));

        assertThat(published)
                .filteredOn(BuildRequested.class::isInstance)
                .extracting(event -> ((BuildRequested) event).id())
                .hasSize(2)
                .containsOnly(new RequestId("heal-garden-213"));
    }

    @ParameterizedTest
    @EnumSource(FailureClass.class)
    void onlyWhatARebuildCanMendIsHealed(FailureClass failure) throws Exception {
        healer().on(letter("garden", 1, failure));

        assertThat(published.isEmpty()).isEqualTo(!failure.isMendableByRebuild());
    }

    @Test
    void aRecordThatCouldNotBeReadWaitsForAPerson() throws Exception {
        healer().on(new DeadLettered(
                new DeadLetterId("builds-3-8790"),
                null,
                null,
                "AAAA",
                null,
                "no JSON",
                null,
                null,
                null,
                1,
                "sitemend.builds",
                3,
                8790,
                NOON));

        assertThat(published).isEmpty();
        assertThat(meters.counter("sitemend.heal.decisions", "decision", "left").count())
                .isEqualTo(1);
    }

    @Test
    void aStormOfHealsOfOneSiteIsSlowedDown() throws Exception {
        Healer healer = healer();
        for (int number = 1; number <= 5; number++) {
            healer.on(letter("garden", number, FailureClass.GENERATOR_FAILED));
        }
        healer.on(letter("orchard", 1, FailureClass.GENERATOR_FAILED));

        assertThat(published).filteredOn(BuildRequested.class::isInstance).hasSize(6);
        assertThat(paused).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(10));
    }

    @Test
    void whatCouldNotBeMadeDurableIsThrownAndCostsNothingOfTheBudget() throws Exception {
        Healer healer = healer();
        kafkaIsAway = true;
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThatThrownBy(() -> healer.on(letter("garden", 1, FailureClass.GENERATOR_FAILED)))
                    .isInstanceOf(EventsUnavailableException.class);
        }

        kafkaIsAway = false;
        healer.on(letter("garden", 1, FailureClass.GENERATOR_FAILED));

        assertThat(published).hasSize(2);
        assertThat(paused).isEmpty();
    }

    @Test
    void aResolutionIsNoLetter() throws Exception {
        healer().on(new DeadLetterResolved(
                new DeadLetterId("garden-1"), "garden@main", Resolution.DISCARDED, null, "grace", NOON));

        assertThat(published).isEmpty();
    }

    private Healer healer() {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
        BuildRequests requests =
                new BuildRequests(this::publish, clock, () -> new RequestId("unused"), new NoTraces(new Random(1)));
        return new Healer(
                requests,
                this::publish,
                clock,
                pause -> {
                    paused.add(pause);
                    now = now.plus(pause);
                },
                TWO_AT_ONCE,
                new HealMetrics(meters));
    }

    private void publish(Event event, @Nullable String traceparent) {
        if (kafkaIsAway) {
            throw new EventsUnavailableException("Cannot send", new IOException("away"));
        }
        published.add(event);
    }

    private static DeadLettered letter(String site, long build, FailureClass failure) {
        ChannelId channel = ChannelId.of(site, "main");
        BuildRequested request = new BuildRequested(
                new RequestId("push-1"),
                channel,
                BuildMode.REFRESH,
                Cause.PUSH,
                REVISION,
                "grace",
                null,
                null,
                NOON,
                "00-trace");
        return new DeadLettered(
                new DeadLetterId(site + "-" + build),
                channel,
                request,
                null,
                failure,
                "it broke",
                new BuildNumber(build),
                REVISION,
                "fingerprint",
                1,
                "sitemend.build-requests",
                0,
                build,
                NOON);
    }
}
