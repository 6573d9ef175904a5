package dev.sitemend.trigger.polling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.trigger.testing.GitRun;
import dev.sitemend.trigger.testing.RunningTrigger;
import dev.sitemend.trigger.testing.WorkingCopy;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@ExtendWith(RunningTrigger.Provider.class)
@Timeout(120)
class ReconcileTest {
    private final RunningTrigger trigger;
    private WorkingCopy copy;

    @TempDir
    Path folder;

    ReconcileTest(RunningTrigger trigger) {
        this.trigger = trigger;
    }

    @BeforeEach
    void workingCopy() {
        copy = new WorkingCopy(folder, trigger);
    }

    @Test
    void aCommitThatNoWebhookToldOfIsFoundOnce() throws Exception {
        copy.commit("index.html", "one", "First page");
        trigger.call("POST", "/api/v1/sites", "{\"site\": \"poll-missed\", \"repository\": \"file://" + folder + "\"}");
        requests("poll-missed@main", 1);
        double missedBefore = missed();

        String head = copy.commit("index.html", "two", "Second page");

        BuildRequested request = requests("poll-missed@main", 2).getLast();
        assertThat(request.cause()).isEqualTo(Cause.RECONCILE);
        assertThat(request.revision()).hasToString(head);
        assertThat(missed()).isEqualTo(missedBefore + 1);
        Instant seen = state("poll-missed").askedAt();
        await("two more looks")
                .atMost(Duration.ofSeconds(20))
                .until(() -> state("poll-missed").askedAt().isAfter(seen.plusSeconds(3)));
        assertThat(requests("poll-missed@main", 2)).hasSize(2);
    }

    @Test
    void aBranchThatIsGoneButStillPublishedIsNoticed() throws Exception {
        String head = copy.commit("index.html", "one", "First page");
        ChannelId gone = ChannelId.of("poll-gone", "topic/old");
        trigger.bean(PublicationLog.class)
                .append(new Generation(
                        new GenerationNumber(1),
                        gone,
                        new Generation.Promoted(
                                new BuildNumber(1),
                                new Revision(head),
                                new Artifact(new Digest("ab".repeat(32)), List.of(), 1, 1)),
                        Instant.EPOCH,
                        "test",
                        new WriterToken("w")));

        trigger.call("POST", "/api/v1/sites", "{\"site\": \"poll-gone\", \"repository\": \"file://" + folder + "\"}");

        BuildRequested request = requests("poll-gone@topic/old", 1).getFirst();
        assertThat(request.revision()).isNull();
        assertThat(request.cause()).isEqualTo(Cause.RECONCILE);
    }

    @Test
    void aHostThatDoesNotAnswerIsAStateWithABeginningAndAnEnd() throws Exception {
        copy.commit("index.html", "one", "First page");
        trigger.call("POST", "/api/v1/sites", "{\"site\": \"poll-away\", \"repository\": \"file://" + folder + "\"}");
        requests("poll-away@main", 1);
        Path hidden = folder.resolveSibling(folder.getFileName() + "-hidden");

        Files.move(folder, hidden);
        RemoteState away = stateWhere("poll-away", true);
        JsonNode shown = RunningTrigger.json(trigger.call("GET", "/api/v1/sites/poll-away", ""));
        Files.move(hidden, folder);
        RemoteState back = stateWhere("poll-away", false);

        assertThat(away.trouble())
                .isNotNull()
                .satisfies(trouble -> assertThat(trouble.message()).contains("there is no repository at this address"));
        assertThat(shown.get("state").stringValue()).isEqualTo("behind");
        assertThat(shown.get("why").stringValue()).startsWith("The Git host refuses since");
        assertThat(away.heads()).containsKey(new BranchName("main"));
        assertThat(back.heads()).containsKey(new BranchName("main"));
    }

    @Test
    void whatKafkaCouldNotTakeIsSaidAtTheDoorsAndFoundLater() throws Exception {
        String secret = trigger.register("poll-outage");
        String head = copy.commit("index.html", "one", "First page");
        trigger.kafka().stop();
        HttpResponse<String> hook;
        GitRun push;
        try {
            hook = trigger.call(
                    "POST",
                    "/hooks/gitlab/poll-outage",
                    "{\"ref\": \"refs/heads/other\", \"after\": \"" + head + "\"}",
                    Map.of("X-Gitlab-Event", "Push Hook", "X-Gitlab-Token", secret));
            push = copy.push("poll-outage", "HEAD:main");
        } finally {
            trigger.kafka().start();
        }

        assertThat(hook.statusCode()).as(hook.body()).isEqualTo(503);
        assertThat(hook.headers().firstValue("Retry-After")).isPresent();
        assertThat(push.exit()).isZero();
        assertThat(push.output())
                .contains("remote: Your push is stored, but Kafka is out of reach")
                .contains("it will be picked up within 2 s after Kafka is back");
        assertThat(requests("poll-outage@main", 1).getFirst().revision()).hasToString(head);
    }

    private RemoteState state(String site) {
        return trigger.bean(RemoteStates.class).of(new SiteId(site)).orElseThrow();
    }

    private RemoteState stateWhere(String site, boolean troubled) {
        return await("trouble of " + site + " to be " + troubled)
                .atMost(Duration.ofSeconds(20))
                .until(() -> state(site), state -> (state.trouble() != null) == troubled);
    }

    private double missed() {
        return trigger.bean(MeterRegistry.class)
                .counter("sitemend.webhooks.missed")
                .count();
    }

    private List<BuildRequested> requests(String channel, int count) {
        return await(count + " requests of " + channel)
                .atMost(Duration.ofSeconds(45))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> trigger.heard(
                                BuildRequested.class,
                                request -> request.channel().equals(ChannelId.parse(channel))),
                        requests -> requests.size() >= count);
    }
}
