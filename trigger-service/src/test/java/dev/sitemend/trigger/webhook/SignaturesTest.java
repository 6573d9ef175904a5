package dev.sitemend.trigger.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Against the examples that GitHub and the Standard Webhooks specification publish. */
class SignaturesTest {
    @Test
    void githubsExampleIsRight() {
        byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
        String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

        assertThat(Signatures.isHex(signature, body, "It's a Secret to Everybody"))
                .isTrue();
        assertThat(Signatures.isHex(signature, body, "It's a secret to everybody"))
                .isFalse();
        assertThat(Signatures.isHex("", body, "It's a Secret to Everybody")).isFalse();
    }

    @Test
    void theStandardsExampleIsRight() {
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        String signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

        Hook hook = gitlab(body, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,old " + signature);
        Hook otherTime = gitlab(body, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265331", signature);

        assertThat(Forge.GITLAB.signed(hook, secret)).isTrue();
        assertThat(Forge.GITLAB.signed(otherTime, secret)).isFalse();
    }

    @Test
    void aWrongSignatureIsNotSavedByARightOne() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                "X-Gitlab-Token",
                "secret",
                "webhook-signature",
                "v1,AAAA",
                "webhook-id",
                "1",
                "webhook-timestamp",
                "2");

        assertThat(Forge.GITLAB.signed(new Hook(name -> Optional.ofNullable(headers.get(name)), body), "secret"))
                .isFalse();
    }

    private static Hook gitlab(byte[] body, String id, String timestamp, String signature) {
        Map<String, String> headers =
                Map.of("webhook-id", id, "webhook-timestamp", timestamp, "webhook-signature", signature);
        return new Hook(name -> Optional.ofNullable(headers.get(name)), body);
    }
}
