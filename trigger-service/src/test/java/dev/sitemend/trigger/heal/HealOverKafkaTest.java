package dev.sitemend.trigger.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.trigger.testing.RunningTrigger;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningTrigger.Provider.class)
@Timeout(60)
class HealOverKafkaTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Revision REVISION = new Revision("a1".repeat(20));

    private final RunningTrigger trigger;

    HealOverKafkaTest(RunningTrigger trigger) {
        this.trigger = trigger;
    }

    @Test
    void aDeadLetterIsHealedAndMayBeRetriedByHand() throws Exception {
        trigger.register("heal-real");
        ChannelId channel = ChannelId.of("heal-real", "main");
        trigger.publish(letter(channel, "heal-real-7", FailureClass.GENERATOR_FAILED));

        BuildRequested heal = requests(channel, 1).getFirst();
        assertThat(heal.id()).isEqualTo(new RequestId("heal-heal-real-7"));
        assertThat(heal.cause()).isEqualTo(Cause.HEAL);
        awaitState("heal-real-7", "healing");

        HttpResponse<String> retried = trigger.call("POST", "/api/v1/dead-letters/heal-real-7/retry", "");

        assertThat(retried.statusCode()).as(retried.body()).isEqualTo(202);
        BuildRequested again = requests(channel, 2).getLast();
        assertThat(again.mode()).isEqualTo(BuildMode.REBUILD);
        assertThat(RunningTrigger.json(retried).get("request").stringValue())
                .isEqualTo(again.id().value());
        awaitState("heal-real-7", "retried");
    }

    @Test
    void whatNobodyCanMendIsDiscardedByAPerson() throws Exception {
        trigger.register("heal-left");
        trigger.publish(letter(ChannelId.of("heal-left", "main"), "heal-left-1", FailureClass.CONFIGURATION));
        awaitState("heal-left-1", "open");

        assertThat(trigger.call("DELETE", "/api/v1/dead-letters/heal-left-1", "", Map.of())
                        .statusCode())
                .isEqualTo(401);
        assertThat(trigger.call("DELETE", "/api/v1/dead-letters/heal-left-1", "")
                        .statusCode())
                .isEqualTo(204);

        awaitState("heal-left-1", "discarded");
        assertThat(trigger.call("POST", "/api/v1/dead-letters/nowhere-1/retry", "")
                        .statusCode())
                .isEqualTo(404);
    }

    private void awaitState(String letter, String state) {
        await("dead letter " + letter + " to be " + state)
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> trigger.call("GET", "/api/v1/dead-letters/" + letter, ""),
                        answer -> answer.statusCode() == 200
                                && RunningTrigger.json(answer)
                                        .get("state")
                                        .stringValue()
                                        .equals(state));
    }

    private List<BuildRequested> requests(ChannelId channel, int count) {
        return await(count + " requests of " + channel)
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> trigger.heard(
                                BuildRequested.class,
                                request -> request.channel().equals(channel)),
                        requests -> requests.size() >= count);
    }

    private static DeadLettered letter(ChannelId channel, String id, FailureClass failure) {
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
                null);
        return new DeadLettered(
                new DeadLetterId(id),
                channel,
                request,
                null,
                failure,
                "it broke",
                new BuildNumber(7),
                REVISION,
                "fingerprint",
                1,
                "sitemend.build-requests",
                0,
                7,
                NOON);
    }
}
