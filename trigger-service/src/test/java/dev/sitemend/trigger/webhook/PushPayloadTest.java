package dev.sitemend.trigger.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.trigger.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushPayloadTest {
    private static final Revision COMMIT = new Revision("a1".repeat(20));
    private static final String PUSH =
            "{\"ref\": \"refs/heads/topic/new\", \"after\": \"" + COMMIT + "\", \"pusher\": {\"name\": \"grace\"}}";

    @Test
    void jsonAndFormsSayTheSame() {
        Delivery expected = new Delivery.Moved(new BranchName("topic/new"), COMMIT, "grace");

        assertThat(payload(PUSH).moved()).isEqualTo(expected);
        assertThat(payload("payload=" + URLEncoder.encode(PUSH, StandardCharsets.UTF_8) + "&x=1")
                        .moved())
                .isEqualTo(expected);
    }

    @Test
    void aGenericSenderMayLeaveEverythingAway() {
        assertThat(payload("{}").movedOrHead()).isEqualTo(new Delivery.Moved(null, null, "somebody"));
    }

    @Test
    void giteaNamesADeletedBranchWithoutItsPrefix() {
        assertThat(payload("{\"ref\": \"topic/old\", \"ref_type\": \"branch\"}").deleted())
                .isEqualTo(new Delivery.Moved(new BranchName("topic/old"), null, "somebody"));
        assertThat(payload("{\"ref\": \"v1\", \"ref_type\": \"tag\"}").deleted())
                .isEqualTo(new Delivery.Ignored("tags are not built"));
    }

    @Test
    void aNameThatWouldBreakALineIsMadeHarmless() {
        assertThat(payload("{\"sender\": \"gr\\nace" + "x".repeat(100) + "\"}").movedOrHead())
                .isEqualTo(new Delivery.Moved(null, null, "grace" + "x".repeat(55)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{broken",
                "payload=",
                "{}",
                "{\"ref\": \"main\"}",
                "{\"ref\": \"refs/heads/a..b\"}",
                "{\"ref\": \"refs/heads/main\", \"after\": \"short\"}"
            })
    void whatIsNoPushIsRefused(String body) {
        assertThatThrownBy(() -> payload(body).moved())
                .isInstanceOfAny(ProblemException.class, IllegalArgumentException.class);
    }

    private static PushPayload payload(String body) {
        return PushPayload.of(new Hook(_ -> Optional.empty(), body.getBytes(StandardCharsets.UTF_8)));
    }
}
