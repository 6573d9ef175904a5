package dev.sitemend.trigger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.store.site.Sites;
import dev.sitemend.trigger.testing.RunningTrigger;
import dev.sitemend.trigger.testing.WorkingCopy;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@ExtendWith(RunningTrigger.Provider.class)
@Timeout(60)
class SitesAndTokensTest {
    private final RunningTrigger trigger;

    @TempDir
    Path folder;

    SitesAndTokensTest(RunningTrigger trigger) {
        this.trigger = trigger;
    }

    @Test
    void aSiteIsRegisteredChangedAndRemoved() throws Exception {
        HttpResponse<String> made = trigger.call(
                "POST",
                "/api/v1/sites",
                "{\"site\": \"api-life\", \"domains\": [\"life.example.org\"], \"visibility\": \"private\"}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains("/api/v1/sites/api-life");
        JsonNode site = RunningTrigger.json(made);
        assertThat(site.get("url").stringValue()).isEqualTo("https://life.example.org/");
        assertThat(site.get("gitUrl").stringValue()).endsWith("/git/api-life.git");
        assertThat(site.get("webhookSecret").stringValue()).startsWith("whsec_");
        assertThat(trigger.data().resolve("git/api-life.git/HEAD")).exists();

        HttpResponse<String> changed = trigger.call(
                "PATCH",
                "/api/v1/sites/api-life",
                "{\"domains\": null, \"generator\": \"ikiwiki\", \"branch\": \"trunk\"}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(RunningTrigger.json(changed).get("generator").stringValue()).isEqualTo("ikiwiki");
        assertThat(RunningTrigger.json(changed).has("webhookSecret")).isFalse();
        assertThat(Files.readString(trigger.data().resolve("git/api-life.git/HEAD")))
                .contains("refs/heads/trunk");

        assertThat(trigger.call("DELETE", "/api/v1/sites/api-life", "").statusCode())
                .isEqualTo(204);
        assertThat(trigger.call("PATCH", "/api/v1/sites/api-life", "{}").statusCode())
                .isEqualTo(404);
        assertThat(trigger.call("POST", "/api/v1/sites", "{\"site\": \"api-life\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(trigger.bean(Sites.class)
                        .current(new SiteId("api-life"))
                        .orElseThrow()
                        .seq())
                .isEqualTo(4);
    }

    @Test
    void whatIsWrongWithASiteIsSaidWithWhatWouldBeRight() throws Exception {
        trigger.register("api-taken");

        assertRefused("{\"site\": \"api-taken\"}", 409, "The name 'api-taken' is taken");
        assertRefused("{\"site\": \"Api_Bad\"}", 400, "use 1 to 30 of a-z");
        assertRefused("{}", 400, "The field 'site' is missing");
        assertRefused("{\"site\": \"api-x\", \"brunch\": \"main\"}", 400, "A site has no field 'brunch'");
        assertRefused("{\"site\": \"api-x\", \"branch\": \"a..b\"}", 400, "Not a branch name: 'a..b'");
        assertRefused("{\"site\": \"api-x\", \"domains\": [\"https://x.org/\"]}", 400, "is no domain");
        assertRefused(
                "{\"site\": \"api-x\", \"repository\": \"git@github.com:a/b.git\"}", 400, "https://github.com/a/b.git");
        assertRefused("{\"site\": \"api-x\", \"repository\": \"ftp://host/a\"}", 400, "expected https://host/path");
        assertRefused("{\"site\": \"api-x\", \"secrets\": {\"webhook\": \"short\"}}", 400, "16 characters");
        assertRefused("{\"site\"", 400, "Cannot read the body");
    }

    @Test
    void aRepositoryThatDoesNotAnswerIsNotRegisteredUnlessForced() throws Exception {
        String body = "{\"site\": \"api-remote\", \"repository\": \"" + folder.resolve("none") + "\"}";

        assertRefused(body, 422, "there is no repository at this address", "?force=true");
        assertRefused(body.replace(folder.resolve("none").toString(), "http://localhost:1/x.git"), 422, "Cannot reach");
        assertThat(trigger.call("POST", "/api/v1/sites?force=true", body).statusCode())
                .isEqualTo(201);
    }

    @Test
    void aRepositoryElsewhereGivesItsOwnBranchAndIsBuiltAtOnce() throws Exception {
        WorkingCopy copy = new WorkingCopy(folder, trigger);
        copy.git("init", "-q", "-b", "trunk").orFail();
        String head = copy.commit("index.html", "one", "First page");
        String repository = "file://" + folder;

        assertRefused(
                "{\"site\": \"api-branch\", \"repository\": \"" + repository + "\", \"branch\": \"main\"}",
                422,
                "has no branch 'main'; it has trunk");
        HttpResponse<String> made = trigger.call(
                "POST", "/api/v1/sites", "{\"site\": \"api-branch\", \"repository\": \"" + repository + "\"}");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(RunningTrigger.json(made).get("branch").stringValue()).isEqualTo("trunk");
        BuildRequested request = requests("api-branch", 1).getFirst();
        assertThat(request.cause()).isEqualTo(Cause.RECONCILE);
        assertThat(request.revision()).hasToString(head);
    }

    @Test
    void aPasswordInAnAddressIsKeptEncryptedAndNeverShown() throws Exception {
        HttpResponse<String> made = trigger.call(
                "POST",
                "/api/v1/sites?force=true",
                "{\"site\": \"api-secret\", \"repository\": \"https://grace:hunter2@localhost:1/x.git\"}");

        assertThat(made.body()).contains("https://grace@localhost:1/x.git").doesNotContain("hunter2");
        assertThat(trigger.bean(Sites.class)
                        .current(new SiteId("api-secret"))
                        .orElseThrow()
                        .secrets())
                .containsOnlyKeys("webhook", "repository-password")
                .allSatisfy((_, value) -> assertThat(value).startsWith("v1.").doesNotContain("hunter2"));
    }

    @Test
    void eachRoleMayWhatItMayAndNoMore() throws Exception {
        trigger.register("api-roles");
        trigger.register("api-other");
        Map<String, String> writer = token("{\"role\": \"writer\", \"site\": \"api-roles\"}");
        Map<String, String> operator = token("{\"role\": \"operator\", \"site\": \"api-roles\", \"expires\": \"90d\"}");

        assertThat(trigger.call("POST", "/api/v1/sites", "{\"site\": \"api-x\"}", writer)
                        .statusCode())
                .isEqualTo(403);
        assertThat(trigger.call("PATCH", "/api/v1/sites/api-roles", "{}", writer)
                        .statusCode())
                .isEqualTo(403);
        assertThat(trigger.call("PATCH", "/api/v1/sites/api-roles", "{\"generator\": \"hugo\"}", operator)
                        .statusCode())
                .isEqualTo(200);
        assertThat(trigger.call("PATCH", "/api/v1/sites/api-roles", "{\"network\": true}", operator)
                        .statusCode())
                .isEqualTo(403);
        assertThat(trigger.call("PATCH", "/api/v1/sites/api-other", "{}", operator)
                        .statusCode())
                .isEqualTo(403);
        assertThat(trigger.call("POST", "/api/v1/tokens", "{\"role\": \"writer\"}", operator)
                        .statusCode())
                .isEqualTo(403);
        assertThat(trigger.call("POST", "/api/v1/tokens", "{\"role\": \"viewer\", \"site\": \"api-roles\"}", operator)
                        .statusCode())
                .isEqualTo(201);
        assertThat(trigger.call("GET", "/api/v1/tokens", "", operator).body())
                .contains("api-roles")
                .doesNotContain("admin");

        HttpResponse<String> anonymous = trigger.call("PATCH", "/api/v1/sites/api-roles", "{}", Map.of());
        assertThat(anonymous.statusCode()).isEqualTo(401);
        assertThat(anonymous.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(anonymous.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(RunningTrigger.json(anonymous).get("detail").stringValue())
                .contains("operator role for site api-roles");
    }

    @Test
    void aRevokedTokenIsWorthNothing() throws Exception {
        HttpResponse<String> made = trigger.call("POST", "/api/v1/tokens", "{\"role\": \"admin\"}");
        JsonNode token = RunningTrigger.json(made);
        Map<String, String> holder =
                Map.of("Authorization", "Bearer " + token.get("token").stringValue());
        assertThat(trigger.call("GET", "/api/v1/tokens", "", holder).statusCode())
                .isEqualTo(200);

        assertThat(trigger.call("DELETE", "/api/v1/tokens/" + token.get("id").stringValue(), "")
                        .statusCode())
                .isEqualTo(204);

        HttpResponse<String> refused = trigger.call("GET", "/api/v1/tokens", "", holder);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("This token is not known, has expired, or was revoked");
    }

    @Test
    void theAdministratorsTokenIsForTheOwnerOfTheDataOnly() throws Exception {
        Path file = trigger.data().resolve("admin-token");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).matches("smt_[A-Za-z0-9_-]{43}\n");
    }

    @Test
    void aBuildIsAskedForOnceForEachKey() throws Exception {
        trigger.register("api-builds");
        assertThat(trigger.call("POST", "/api/v1/sites/api-builds/builds", "{}").body())
                .contains("has no branch 'main' yet");
        WorkingCopy copy = new WorkingCopy(folder, trigger);
        copy.commit("index.html", "one", "First page");
        copy.push("api-builds", "-o", "skip", "HEAD:main").orFail();
        Map<String, String> keyed = Map.of("Authorization", "Bearer " + trigger.adminToken(), "Idempotency-Key", "k1");
        String body = "{\"clean\": true, \"reason\": \"new theme\"}";

        HttpResponse<String> first = trigger.call("POST", "/api/v1/sites/api-builds/builds", body, keyed);
        HttpResponse<String> second = trigger.call("POST", "/api/v1/sites/api-builds/builds", body, keyed);
        HttpResponse<String> other = trigger.call("POST", "/api/v1/sites/api-builds/builds", "{}", keyed);

        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(first.headers().firstValue("Location"))
                .contains("/api/v1/requests/"
                        + RunningTrigger.json(first).get("request").stringValue());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(requests("api-builds", 1)).singleElement().satisfies(request -> {
            assertThat(request.mode()).isEqualTo(BuildMode.REBUILD);
            assertThat(request.reason()).isEqualTo("new theme");
        });
    }

    @Test
    void whatWouldGoIsShownToWhoRunsTheSite() throws Exception {
        trigger.register("api-garbage");
        Map<String, String> writer = token("{\"role\": \"writer\", \"site\": \"api-garbage\"}");
        Map<String, String> operator = token("{\"role\": \"operator\", \"site\": \"api-garbage\"}");
        String body = "{\"site\": \"api-garbage\"}";

        HttpResponse<String> looked = trigger.call("POST", "/api/v1/collections", body, operator);

        assertThat(looked.statusCode()).as(looked.body()).isEqualTo(200);
        assertThat(RunningTrigger.json(looked).get("dryRun").booleanValue()).isTrue();
        assertThat(RunningTrigger.json(looked)
                        .get("sites")
                        .get(0)
                        .get("objects")
                        .intValue())
                .isZero();
        assertThat(trigger.call("POST", "/api/v1/collections", body, writer).statusCode())
                .isEqualTo(403);
        assertThat(trigger.call("POST", "/api/v1/collections", "{}", operator).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aSiteMayKeepMoreOfItsPastThanOthers() throws Exception {
        trigger.register("api-retention");

        HttpResponse<String> kept = trigger.call(
                "PATCH",
                "/api/v1/sites/api-retention",
                "{\"retention\": {\"generations\": 30, \"previewsFor\": \"2w\"}}");
        HttpResponse<String> wrong =
                trigger.call("PATCH", "/api/v1/sites/api-retention", "{\"retention\": {\"generations\": 0}}");

        assertThat(kept.body()).contains("\"generations\":30", "\"previewsFor\":\"PT336H\"");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("generations is 0: what is live stays");
    }

    private Map<String, String> token(String body) throws Exception {
        HttpResponse<String> made = trigger.call("POST", "/api/v1/tokens", body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Map.of(
                "Authorization",
                "Bearer " + RunningTrigger.json(made).get("token").stringValue());
    }

    private void assertRefused(String body, int status, String... words) throws Exception {
        HttpResponse<String> answer = trigger.call("POST", "/api/v1/sites", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(RunningTrigger.json(answer).get("detail").stringValue()).contains(words);
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
