package dev.sitemend.builder.intake;

import static dev.sitemend.builder.record.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.builder.record.Rules;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.messaging.OffsetTracker;
import dev.sitemend.messaging.Origin;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class ChannelQueuesTest {
    private static final ChannelId A = ChannelId.of("a", "main");
    private static final ChannelId B = ChannelId.of("b", "main");

    private final ChannelQueues queues = new ChannelQueues(Rules.ALL);
    private final OffsetTracker tracker = new OffsetTracker(Clock.fixed(NOON, ZoneOffset.UTC));
    private long offset;

    @Test
    void aChannelIsHandedOutToOneAtATimeAndHoldsUpNoOther() {
        Delivery first = add(A, Cause.PUSH);
        Delivery second = add(A, Cause.PUSH);
        Delivery other = add(B, Cause.PUSH);

        assertThat(take(NOON)).containsExactly(first, second);
        assertThat(take(NOON)).containsExactly(other);
        assertThat(take(NOON)).isEmpty();

        queues.giveBack(A, List.of(first, second), Instant.MIN);
        assertThat(take(NOON)).isEmpty();
        assertThat(queues.waitingChannels()).isZero();
    }

    @Test
    void whatCameDuringATurnIsTheNextTurns() {
        Delivery first = add(A, Cause.PUSH);
        take(NOON);
        Delivery late = add(A, Cause.PUSH);
        assertThat(queues.waiting(A)).containsExactly(first, late);

        queues.giveBack(A, List.of(first), Instant.MIN);

        assertThat(take(NOON)).containsExactly(late);
    }

    @Test
    void aChannelThatMustWaitIsNotHandedOutBefore() {
        Delivery waiting = add(A, Cause.PUSH);
        take(NOON);
        queues.giveBack(A, List.of(), NOON.plusSeconds(1));

        assertThat(take(NOON)).isEmpty();
        assertThat(take(NOON.plusSeconds(1))).containsExactly(waiting);
    }

    @Test
    void replaysTravelBehindLivePushes() {
        Delivery replay = add(A, Cause.REPLAY);
        Delivery push = add(B, Cause.PUSH);

        assertThat(take(NOON)).containsExactly(push);
        assertThat(take(NOON)).containsExactly(replay);
    }

    @Test
    void whatIsNotOursAnyMoreIsForgotten() {
        add(A, Cause.PUSH);
        tracker.revoke(List.of(new TopicPartition("requests", 0)));
        queues.dropUnassigned();
        Delivery again = add(A, Cause.PUSH);

        assertThat(take(NOON)).containsExactly(again);
    }

    @Test
    void cleanOnesLeadAndAmongEqualsTheNewest() {
        Delivery push = add(A, Cause.PUSH);
        Delivery newer = add(A, Cause.PUSH);
        Delivery heal = add(A, Cause.HEAL);
        Delivery forced = add(A, Cause.FORCED);

        assertThat(Lead.of(List.of(push, newer))).isEqualTo(newer);
        assertThat(Lead.of(List.of(heal, push, newer))).isEqualTo(heal);
        assertThat(Lead.of(List.of(heal, forced, newer))).isEqualTo(forced);
    }

    private List<Delivery> take(Instant now) {
        return queues.take(now).map(ChannelQueues.Turn::waiting).orElse(List.of());
    }

    private Delivery add(ChannelId channel, Cause cause) {
        BuildMode mode = cause == Cause.HEAL || cause == Cause.FORCED ? BuildMode.REBUILD : BuildMode.REFRESH;
        BuildRequested request = new BuildRequested(
                new RequestId("r" + offset), channel, mode, cause, null, "ada", null, null, NOON, null);
        Delivery delivery = new Delivery(request, tracker.track(new Origin("requests", 0, offset), () -> {}));
        offset++;
        queues.add(delivery);
        return delivery;
    }
}
