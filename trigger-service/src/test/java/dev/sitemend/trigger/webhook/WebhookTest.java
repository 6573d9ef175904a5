package dev.sitemend.trigger.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.trigger.testing.RunningTrigger;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningTrigger.Provider.class)
@Timeout(60)
class WebhookTest {
    private static final String COMMIT = "a10868d97e0dd0a25a3f2d3c1b0f6d5e4c3b2a19";
    private static final String PUSH = """
            {"ref": "refs/heads/main", "after": "%s", "sender": {"login": "grace"}}""".formatted(COMMIT);

    private final RunningTrigger trigger;

    WebhookTest(RunningTrigger trigger) {
        this.trigger = trigger;
    }

    @Test
    void aSignedPushIsAcceptedOnceItsRequestIsDurable() throws Exception {
        String secret = trigger.register("hook-github");

        HttpResponse<String> answer = github("hook-github", PUSH, secret);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        BuildRequested request = requests("hook-github", 1).getFirst();
        assertThat(RunningTrigger.json(answer).get("request").stringValue())
                .isEqualTo(request.id().value());
        assertThat(request.channel()).isEqualTo(ChannelId.of("hook-github", "main"));
        assertThat(request.revision()).isEqualTo(new Revision(COMMIT));
        assertThat(request.requester()).isEqualTo("github: grace");
        assertThat(count("github", "accepted")).isPositive();
    }

    @Test
    void aWrongOrMissingSignatureIsRefusedWhateverTheBodyIs() throws Exception {
        trigger.register("hook-forged");

        for (String body : List.of(PUSH, "{broken", "")) {
            assertThat(github("hook-forged", body, "another secret").statusCode())
                    .isEqualTo(401);
            assertThat(trigger.call("POST", "/hooks/github/hook-forged", body, Map.of("X-GitHub-Event", "push"))
                            .statusCode())
                    .isEqualTo(401);
        }

        assertThat(github("hook-forged", PUSH, "another secret").headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(trigger.heard(
                        BuildRequested.class, request -> request.channel().equals(ChannelId.of("hook-forged", "main"))))
                .isEmpty();
        assertThat(count("github", "unauthenticated")).isPositive();
    }

    @Test
    void aReplayedWebhookOnlySaysAgainThatTheBranchIsDirty() throws Exception {
        String secret = trigger.register("hook-replayed");

        assertThat(github("hook-replayed", PUSH, secret).statusCode()).isEqualTo(202);
        assertThat(github("hook-replayed", PUSH, secret).statusCode()).isEqualTo(202);

        assertThat(requests("hook-replayed", 2))
                .extracting(BuildRequested::channel)
                .containsOnly(ChannelId.of("hook-replayed", "main"));
    }

    @Test
    void twentyMegabytesOfRubbishAreRefusedWithoutBeingRead() throws Exception {
        trigger.register("hook-rubbish");

        assertThat(postRubbish("/hooks/github/hook-rubbish", Announced.LENGTH)).isEqualTo(413);
        assertThat(postRubbish("/hooks/github/hook-rubbish", Announced.NOTHING)).isEqualTo(413);
        assertThat(count("github", "too_large")).isEqualTo(2);
    }

    @Test
    void pingsAndTagsAndBranchesWithoutPreviewAskForNothing() throws Exception {
        String secret = trigger.register("hook-ignored");
        trigger.call("PATCH", "/api/v1/sites/hook-ignored", "{\"previews\": [\"topic/*\"]}");

        HttpResponse<String> ping = signed(
                "github",
                "hook-ignored",
                "{}",
                secret,
                "X-Hub-Signature-256",
                "sha256=",
                Map.of("X-GitHub-Event", "ping"));
        HttpResponse<String> tag = github("hook-ignored", PUSH.replace("heads/main", "tags/v1"), secret);
        HttpResponse<String> other = github("hook-ignored", PUSH.replace("heads/main", "heads/fix"), secret);

        assertThat(List.of(ping.statusCode(), tag.statusCode(), other.statusCode()))
                .containsOnly(200);
        assertThat(ping.body()).contains("pong");
        assertThat(tag.body()).contains("tags are not built");
        assertThat(other.body()).contains("branch fix is not built");
    }

    @Test
    void aDeletedBranchIsARequestWithoutRevision() throws Exception {
        String secret = trigger.register("hook-deleted");
        String deleted = """
                {"ref": "refs/heads/topic/old", "after": "%s", "deleted": true}""".formatted("0".repeat(40));

        assertThat(github("hook-deleted", deleted, secret).statusCode()).isEqualTo(202);

        BuildRequested request = requests("hook-deleted", 1).getFirst();
        assertThat(request.channel()).isEqualTo(ChannelId.of("hook-deleted", "topic/old"));
        assertThat(request.revision()).isNull();
    }

    @Test
    void eachForgeIsUnderstoodInItsOwnWay() throws Exception {
        String secret = trigger.register("hook-forges");

        assertThat(signed(
                                "gitea",
                                "hook-forges",
                                PUSH,
                                secret,
                                "X-Gitea-Signature",
                                "",
                                Map.of("X-Gitea-Event", "push"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(signed(
                                "forgejo",
                                "hook-forges",
                                PUSH,
                                secret,
                                "X-Forgejo-Signature",
                                "",
                                Map.of("X-Forgejo-Event", "push"))
                        .statusCode())
                .isEqualTo(202);
        assertThat(signed("generic", "hook-forges", "{}", secret, "X-Sitemend-Signature-256", "sha256=", Map.of())
                        .statusCode())
                .isEqualTo(202);
        assertThat(trigger.call(
                                "POST",
                                "/hooks/gitlab/hook-forges",
                                PUSH,
                                Map.of("X-Gitlab-Event", "Push Hook", "X-Gitlab-Token", secret))
                        .statusCode())
                .isEqualTo(202);
        assertThat(requests("hook-forges", 4)).hasSize(4);
    }

    @Test
    void whatDoesNotExistIsNotFound() throws Exception {
        assertThat(github("hook-nowhere", PUSH, "x").statusCode()).isEqualTo(404);
        assertThat(trigger.call("POST", "/hooks/sourceforge/hook-nowhere", "{}").body())
                .contains("github, gitlab, gitea, forgejo, generic");
    }

    private HttpResponse<String> github(String site, String body, String secret) throws Exception {
        return signed("github", site, body, secret, "X-Hub-Signature-256", "sha256=", Map.of("X-GitHub-Event", "push"));
    }

    private HttpResponse<String> signed(
            String forge,
            String site,
            String body,
            String secret,
            String header,
            String prefix,
            Map<String, String> more)
            throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = prefix + HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        Map<String, String> headers = new java.util.HashMap<>(more);
        headers.put(header, signature);
        return trigger.call("POST", "/hooks/" + forge + "/" + site, body, headers);
    }

    /** Whether the sender says beforehand how much it is. */
    private enum Announced {
        LENGTH,
        NOTHING
    }

    private int postRubbish(String path, Announced announced) throws Exception {
        byte[] rubbish = new byte[20 * 1024 * 1024];
        new Random(1).nextBytes(rubbish);
        HttpURLConnection connection =
                (HttpURLConnection) trigger.address(path).toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("X-GitHub-Event", "push");
        connection.setRequestProperty("X-Hub-Signature-256", "sha256=" + "0".repeat(64));
        switch (announced) {
            case LENGTH -> connection.setFixedLengthStreamingMode(rubbish.length);
            case NOTHING -> connection.setChunkedStreamingMode(64 * 1024);
        }
        connection.getOutputStream().write(rubbish);
        return connection.getResponseCode();
    }

    private double count(String forge, String result) {
        return trigger.bean(MeterRegistry.class)
                .counter("sitemend.webhooks", "provider", forge, "result", result)
                .count();
    }

    private List<BuildRequested> requests(String site, int count) {
        return await(count + " requests for " + site)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> trigger.heard(
                                BuildRequested.class,
                                request -> request.channel().site().value().equals(site)),
                        requests -> requests.size() >= count);
    }
}
