package dev.sitemend.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.messaging.OffsetTracker.Tracked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class OffsetTrackerTest {
    private final List<Long> acknowledged = new ArrayList<>();
    private final OffsetTracker tracker = new OffsetTracker(Clock.fixed(TestEvents.NOON, ZoneOffset.UTC));

    @Test
    void nothingIsAcknowledgedWhileAnEarlierRecordIsOpen() {
        Tracked first = track(0, 10);
        Tracked second = track(0, 11);

        second.finish();
        assertThat(acknowledged).isEmpty();

        first.finish();
        assertThat(acknowledged).as("one acknowledgement covers both").containsExactly(11L);
    }

    @Test
    void gapsInTheLogDoNotMatter() {
        Tracked first = track(0, 10);
        Tracked second = track(0, 17);

        first.finish();
        second.finish();

        assertThat(acknowledged).containsExactly(10L, 17L);
    }

    @Test
    void partitionsDoNotWaitForOneAnother() {
        track(0, 10);
        Tracked other = track(1, 500);

        other.finish();

        assertThat(acknowledged).containsExactly(500L);
    }

    @Test
    void finishingTwiceAcknowledgesOnce() {
        Tracked first = track(0, 10);

        first.finish();
        first.finish();

        assertThat(acknowledged).containsExactly(10L);
    }

    @Test
    void acknowledgementsNeverGoBackInWhateverOrderRecordsFinish() {
        Random random = new Random(42);
        for (int round = 0; round < 200; round++) {
            acknowledged.clear();
            List<Tracked> records = new ArrayList<>();
            for (long offset = 0; offset < 20; offset++) {
                records.add(track(0, offset));
            }
            Collections.shuffle(records, random);
            records.forEach(Tracked::finish);

            assertThat(acknowledged).isSorted().doesNotHaveDuplicates().last().isEqualTo(19L);
        }
    }

    @Test
    void aLateFinishDoesNotMoveAnOffsetThatIsSomebodyElses() {
        Tracked late = track(0, 10);
        Tracked elsewhere = track(1, 10);

        tracker.revoke(Set.of(new TopicPartition("requests", 0)));
        late.finish();

        assertThat(acknowledged).isEmpty();
        assertThat(late.isAssigned()).isFalse();
        assertThat(elsewhere.isAssigned()).isTrue();
    }

    @Test
    void aPartitionThatComesBackBeginsAnew() {
        Tracked before = track(0, 10);
        tracker.revoke(Set.of(new TopicPartition("requests", 0)));
        Tracked again = track(0, 10);

        before.finish();
        assertThat(acknowledged)
                .as("the old handle says nothing about the new delivery")
                .isEmpty();

        again.finish();
        assertThat(acknowledged).containsExactly(10L);
    }

    @Test
    void revokingWhatIsNotOursIsHarmless() {
        Set<TopicPartition> partitions = Set.of(new TopicPartition("requests", 3));

        tracker.revoke(partitions);
        tracker.revoke(partitions);

        assertThat(acknowledged).isEmpty();
    }

    @Test
    void theAgeOfTheOldestOpenRecordIsKnown() {
        TestClock clock = new TestClock();
        OffsetTracker aging = new OffsetTracker(clock);
        Tracked oldest = aging.track(new Origin("requests", 0, 1), () -> {});
        clock.now = clock.now.plusSeconds(30);
        aging.track(new Origin("requests", 0, 2), () -> {});
        aging.track(new Origin("requests", 1, 1), () -> {}).finish();

        assertThat(aging.oldestAges()).containsExactly(java.util.Map.entry(partition(0), Duration.ofSeconds(30)));

        oldest.finish();
        assertThat(aging.oldestAges()).containsExactly(java.util.Map.entry(partition(0), Duration.ZERO));
    }

    private Tracked track(int partition, long offset) {
        return tracker.track(new Origin("requests", partition, offset), () -> acknowledged.add(offset));
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition("requests", number);
    }

    private static final class TestClock extends Clock {
        private Instant now = TestEvents.NOON;

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
    }
}
