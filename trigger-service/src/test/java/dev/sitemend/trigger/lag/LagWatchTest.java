package dev.sitemend.trigger.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.messaging.GroupLag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class LagWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-25T05:00:00Z");

    private final Queue<Supplier<List<GroupLag>>> answers = new ArrayDeque<>();
    private final LagWatch watch = new LagWatch(() -> answers.remove().get(), Clock.fixed(NOW, ZoneOffset.UTC));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LagMetrics metrics = new LagMetrics(watch, meters);

    @Test
    void aGroupIsAsLateAsItsLatestPartition() {
        answers.add(() -> List.of(lag("builder", 0, 5, 60), lag("builder", 1, 2, 90), lag("healer", 0, 0, 0)));

        watch.look();

        List<LagWatch.Lag> groups = watch.latest().orElseThrow().groups();
        assertThat(groups).extracting(LagWatch.Lag::group).containsExactly("builder", "healer");
        assertThat(groups.getFirst().records()).isEqualTo(7);
        assertThat(groups.getFirst().age()).isEqualTo(Duration.ofSeconds(90));
        assertThat(groups.getLast().age()).isZero();
    }

    @Test
    void aSenderWhoseClockIsAheadMakesNoNegativeAge() {
        answers.add(() -> List.of(lag("builder", 0, 1, -30)));

        watch.look();

        assertThat(watch.latest().orElseThrow().groups().getFirst().age()).isZero();
    }

    @Test
    void whatWasSeenStaysWhileKafkaIsAway() {
        answers.add(() -> List.of(lag("builder", 0, 5, 60)));
        answers.add(() -> {
            throw new EventsUnavailableException("Kafka is away", new IllegalStateException("away"));
        });
        answers.add(() -> List.of(lag("builder", 0, 0, 0)));
        watch.look();

        watch.look();
        assertThat(watch.latest().orElseThrow().groups().getFirst().records()).isEqualTo(5);
        assertThat(watch.trouble()).contains("Kafka is away");

        watch.look();
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void gaugesShowTheLastLookAndForgetWhatIsGone() {
        answers.add(() -> List.of(lag("builder", 0, 5, 60), lag("healer", 0, 1, 3)));
        answers.add(() -> List.of(lag("builder", 0, 2, 4)));
        metrics.update();
        assertThat(meters.find("sitemend.consumer.lag.records").gauge())
                .as("nothing is known yet")
                .isNull();
        assertThat(meters.get("sitemend.lag.look.age").gauge().value()).isNaN();

        watch.look();
        metrics.update();
        assertThat(gauge("sitemend.consumer.lag.records", "healer")).isEqualTo(1);

        watch.look();
        metrics.update();
        assertThat(gauge("sitemend.consumer.lag.records", "builder")).isEqualTo(2);
        assertThat(gauge("sitemend.consumer.lag.seconds", "builder")).isEqualTo(4);
        assertThat(meters.get("sitemend.queue.oldest.age")
                        .tag("topic", "sitemend.build-requests")
                        .gauge()
                        .value())
                .isEqualTo(4);
        assertThat(meters.get("sitemend.lag.look.age").gauge().value()).isZero();
        assertThat(meters.find("sitemend.consumer.lag.records")
                        .tag("group", "healer")
                        .gauge())
                .isNull();
    }

    private double gauge(String name, String group) {
        return meters.get(name).tag("group", group).gauge().value();
    }

    private static GroupLag lag(String group, int partition, long records, long seconds) {
        Optional<Instant> oldest = records == 0 ? Optional.empty() : Optional.of(NOW.minusSeconds(seconds));
        return new GroupLag("sitemend.build-requests", group, partition, 100, 100 + records, oldest);
    }
}
