package dev.sitemend.trigger.gitserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.BuildEvent.BuildFailed;
import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.event.BuildEvent.BuildStarted;
import dev.sitemend.contracts.event.BuildEvent.BuildSucceeded;
import dev.sitemend.contracts.event.PromotionEvent.Promoted;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.contracts.json.FetchTokens;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.trigger.testing.GitRun;
import dev.sitemend.trigger.testing.RunningTrigger;
import dev.sitemend.trigger.testing.WorkingCopy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RunningTrigger.Provider.class)
@Timeout(60)
class GitPushTest {
    private static final BuilderId BUILDER = new BuilderId("builder-1");
    private static final Digest ARTIFACT = new Digest("ab".repeat(32));

    private final RunningTrigger trigger;
    private WorkingCopy copy;

    GitPushTest(RunningTrigger trigger) {
        this.trigger = trigger;
    }

    @BeforeEach
    void workingCopy(@TempDir Path folder) {
        copy = new WorkingCopy(folder, trigger);
    }

    @Test
    void aPushIsAnsweredOnceItsRequestIsDurable() throws Exception {
        trigger.register("push-plain");
        String head = copy.commit("index.html", "hello", "First page");

        GitRun push = copy.push("push-plain", "-o", "nowait", "HEAD:main").orFail();

        assertThat(push.output()).contains("HEAD -> main");
        BuildRequested request = requests("push-plain@main", 1).getFirst();
        assertThat(request.cause()).isEqualTo(Cause.PUSH);
        assertThat(request.mode()).isEqualTo(BuildMode.REFRESH);
        assertThat(request.revision()).hasToString(head);
        assertThat(request.requester()).startsWith("token ");
        assertThat(request.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void aPusherIsToldHowARefreshBreaksAndHeals() throws Exception {
        trigger.register("push-heals");
        copy.commit("index.html", "hello", "First page");
        ChannelId channel = ChannelId.of("push-heals", "main");
        GitRun push;
        try (var background = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<GitRun> pushing = background.submit(() -> copy.push("push-heals", "HEAD:main"));
            breakAndHeal(channel, requests("push-heals@main", 1).getFirst());
            push = pushing.get();
        }

        assertThat(push.exit()).isZero();
        assertThat(push.output())
                .containsSubsequence(
                        "is queued. Going away changes nothing.",
                        "remote: build #1 started: refresh",
                        "remote: build #1: generate",
                        "remote: build #1 failed at generate: page.tmpl line 14 is broken",
                        "remote: healing: a clean rebuild follows by itself",
                        "remote: build #2 started: clean rebuild, to mend #1",
                        "remote: build #2 succeeded in 2.0 s: 204 files (1 new, 2 changed, 3 gone)",
                        "remote: live: http://push-heals.localhost:8081/ (generation 7, build #2)");
    }

    @Test
    void optionsAskForARebuildOrForNoBuild() throws Exception {
        trigger.register("push-options");
        copy.commit("index.html", "one", "First page");
        GitRun clean = copy.push("push-options", "-o", "rebuild", "-o", "nowait", "-o", "speed", "HEAD:main")
                .orFail();
        copy.commit("index.html", "two", "Second page");
        GitRun skipped = copy.push("push-options", "-o", "skip", "HEAD:main").orFail();
        copy.commit("index.html", "three", "Third page [skip ci]");
        GitRun alsoSkipped = copy.push("push-options", "HEAD:main").orFail();

        assertThat(clean.output()).contains("remote: Unknown option 'speed' is ignored");
        assertThat(skipped.output()).contains("remote: main: not built, as you asked");
        assertThat(alsoSkipped.output()).contains("remote: main: not built, as you asked");
        assertThat(requests("push-options@main", 1)).singleElement().satisfies(request -> {
            assertThat(request.mode()).isEqualTo(BuildMode.REBUILD);
            assertThat(request.cause()).isEqualTo(Cause.FORCED);
        });
        GitRun refs = copy.git("ls-remote", trigger.pushAddress("push-options")).orFail();
        assertThat(refs.output()).contains("refs/heads/main").doesNotContain("refs/sitemend");
    }

    @Test
    void eachBranchOfAPushIsARequestAndTagsAreNone() throws Exception {
        trigger.register("push-many");
        String first = copy.commit("index.html", "one", "First page");
        copy.git("tag", "v1").orFail();
        copy.push("push-many", "-o", "nowait", "HEAD:refs/heads/main", "HEAD:refs/heads/topic/new", "v1")
                .orFail();
        copy.commit("index.html", "two", "Second page");
        copy.push("push-many", "-o", "nowait", "HEAD:main", ":topic/new").orFail();
        copy.git("reset", "-q", "--hard", first).orFail();
        String other = copy.commit("index.html", "three", "Another second page");
        copy.push("push-many", "-o", "nowait", "--force", "HEAD:main").orFail();

        assertThat(requests("push-many@main", 3).getLast().revision()).hasToString(other);
        assertThat(requests("push-many@topic/new", 2).getLast().revision()).isNull();
    }

    @Test
    void theProductionBranchIsNotDeletedByAPush() throws Exception {
        trigger.register("push-delete");
        copy.commit("index.html", "one", "First page");
        copy.push("push-delete", "-o", "nowait", "HEAD:main").orFail();

        GitRun refused = copy.push("push-delete", ":main");

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains("main is published as push-delete", "sitemend site remove");
    }

    @Test
    void aWrongPasswordIsRefusedWithWhatToDo() throws Exception {
        trigger.register("push-password");
        copy.commit("index.html", "one", "First page");
        String address =
                trigger.address("/git/push-password.git").toString().replace("http://", "http://git:smt_wrong@");

        GitRun refused = copy.git("push", address, "HEAD:main");

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains("Authentication failed");
        String body = trigger.call(
                        "GET",
                        "/git/push-password.git/info/refs?service=git-receive-pack",
                        "",
                        Map.of("Authorization", "Bearer smt_wrong"))
                .body();
        assertThat(body).contains("This token is not known", "sitemend token create");
    }

    @Test
    void aPrivateSiteIsFetchedWithATokenOrByABuilder() throws Exception {
        trigger.call("POST", "/api/v1/sites", "{\"site\": \"push-private\", \"visibility\": \"private\"}");
        copy.commit("index.html", "one", "First page");
        copy.push("push-private", "-o", "skip", "HEAD:main").orFail();
        String address = trigger.address("/git/push-private.git").toString();
        String builder = new FetchTokens(trigger.bean(DocumentSigner.class))
                .issue(new SiteId("push-private"), Instant.now(), Duration.ofMinutes(1));

        assertThat(copy.git("ls-remote", address).exit()).isNotZero();
        assertThat(copy.git("ls-remote", address.replace("//", "//builder:" + builder + "@"))
                        .orFail()
                        .output())
                .contains("refs/heads/main");
        assertThat(copy.git("ls-remote", trigger.pushAddress("push-private"))
                        .orFail()
                        .output())
                .contains("refs/heads/main");
        assertThat(copy.git("push", address.replace("//", "//builder:" + builder + "@"), "HEAD:topic")
                        .exit())
                .isNotZero();
    }

    @Test
    void aPusherWhoGoesAwayChangesNothing() throws Exception {
        trigger.register("push-vanish");
        String head = copy.commit("index.html", "one", "First page");

        Process push = new ProcessBuilder("git", "push", trigger.pushAddress("push-vanish"), "HEAD:main")
                .directory(copy.folder().toFile())
                .start();
        BuildRequested request = requests("push-vanish@main", 1).getFirst();
        push.destroyForcibly().waitFor();

        assertThat(request.revision()).hasToString(head);
        assertThat(copy.git("ls-remote", trigger.pushAddress("push-vanish"))
                        .orFail()
                        .output())
                .contains(head + "\trefs/heads/main");
    }

    @Test
    void whatIsNoRepositoryHereIsSaidInWords() throws Exception {
        trigger.register("push-dumb");

        assertThat(get("/git/nowhere.git/info/refs?service=git-upload-pack"))
                .startsWith("404 There is no site 'nowhere'");
        assertThat(get("/git/..%2f..%2fetc.git/info/refs?service=git-upload-pack"))
                .startsWith("40");
        assertThat(get("/git/push-dumb.git/info/refs")).startsWith("403 This server speaks the smart protocol only");
        assertThat(get("/git/push-dumb.git/HEAD")).startsWith("404");
        assertThat(get("/git/push-dumb.git/config")).startsWith("404");
    }

    private String get(String path) throws Exception {
        var answer = trigger.call("GET", path, "", Map.of());
        return answer.statusCode() + " " + answer.body();
    }

    /** What a builder and the publisher say while a refresh fails and its heal goes live. */
    private void breakAndHeal(ChannelId channel, BuildRequested request) {
        Instant start = Instant.parse("2026-11-25T12:00:00Z");
        RequestId heal = new RequestId("heal-push-heals-1");
        Revision revision = Objects.requireNonNull(request.revision());
        BuildNumber broken = new BuildNumber(1);
        BuildNumber healed = new BuildNumber(2);
        trigger.publish(started(channel, broken, request.id(), BuildMode.REFRESH, null));
        trigger.publish(new BuildHeartbeat(channel, broken, BUILDER, "generate", start));
        trigger.publish(new BuildHeartbeat(channel, broken, BUILDER, "generate", start));
        trigger.publish(new BuildFailed(
                channel,
                broken,
                request.id(),
                BuildMode.REFRESH,
                Cause.PUSH,
                request.revision(),
                FailureClass.GENERATOR_FAILED,
                "generate",
                "page.tmpl line 14 is broken",
                start,
                start,
                null));
        trigger.publish(started(channel, healed, heal, BuildMode.REBUILD, broken));
        trigger.publish(new BuildSucceeded(
                channel,
                healed,
                heal,
                BuildMode.REBUILD,
                Cause.HEAL,
                revision,
                ARTIFACT,
                204,
                4711,
                1,
                2,
                3,
                List.of(),
                start,
                start.plusSeconds(2),
                null));
        await("the success to be heard")
                .until(() -> !trigger.heard(
                                BuildSucceeded.class, event -> event.channel().equals(channel))
                        .isEmpty());
        trigger.publish(new Promoted(channel, new GenerationNumber(7), healed, revision, ARTIFACT, start, null));
    }

    private static BuildStarted started(
            ChannelId channel, BuildNumber number, RequestId request, BuildMode mode, @Nullable BuildNumber healOf) {
        return new BuildStarted(
                channel,
                number,
                request,
                mode,
                Cause.PUSH,
                "test",
                null,
                mode == BuildMode.REFRESH ? new BuildNumber(1) : null,
                healOf,
                BUILDER,
                Instant.EPOCH,
                null);
    }

    private List<BuildRequested> requests(String channel, int count) {
        return await(count + " requests of " + channel)
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> trigger.heard(
                                BuildRequested.class,
                                request -> request.channel().equals(ChannelId.parse(channel))
                                        && request.cause() != Cause.RECONCILE),
                        requests -> requests.size() >= count);
    }
}
