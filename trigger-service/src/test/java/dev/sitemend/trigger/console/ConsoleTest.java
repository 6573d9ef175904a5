package dev.sitemend.trigger.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.LogEvent.LogChunk;
import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.GenerationNumber;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.trigger.testing.RunningTrigger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the pages say, over a running service, and what they must never do. */
@ExtendWith(RunningTrigger.Provider.class)
class ConsoleTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String SCRIPT = "\"'><script>alert(1)</script><img/src=x/onerror=alert(2)>";
    private static final Revision GOOD = new Revision("a".repeat(40));
    private static final Revision BAD = new Revision("b".repeat(40));
    private static final Instant NOON = Instant.parse("2026-03-13T12:00:00Z");

    private final RunningTrigger trigger;

    ConsoleTest(RunningTrigger trigger) {
        this.trigger = trigger;
    }

    @Test
    void theSitesPageSaysWhoNeedsAPerson() throws Exception {
        tellABrokenSite("handbook", "main");

        Document page = eventually("/?q=handbook", "h1", "need");

        assertThat(page.expectFirst("tbody.person").text())
                .contains("handbook")
                .contains("Quarantined")
                .contains("Push a fix")
                .contains("#1");
        assertThat(page.select("#counts a").eachText()).anyMatch(text -> text.startsWith("Quarantined"));
        assertThat(page("/?q=frost").expectFirst(".empty").text()).contains("No channel matches “frost”");
    }

    @Test
    void theSiteAndItsBuildSayWhatVisitorsSeeAndWhatToDo() throws Exception {
        tellABrokenSite("kitchen", "main");
        eventually("/sites/kitchen", "h1", "Quarantined");

        Document site = page("/sites/kitchen");
        assertThat(site.expectFirst(".pair section").text()).contains("Live").contains("#1, since");
        assertThat(site.select("#builds tbody tr")).hasSize(2);
        assertThat(site.select(".needs").text()).contains("writer role").contains("operator role");

        Document build = page("/sites/kitchen/builds/2");
        assertThat(build.title()).startsWith("#2 failed");
        assertThat(build.expectFirst(".note").text()).contains("#1 is live").contains("Push a fix");

        Document explanation = page("/sites/kitchen/explain");
        assertThat(explanation.select(".stations li")).hasSize(6);
        assertThat(explanation.select(".stations [aria-current=step]")).hasSize(1);
        assertThat(explanation.expectFirst("#next").text()).contains("Push a fix");
    }

    @Test
    void nothingThatSomebodyElseWroteBecomesMarkup() throws Exception {
        String branch = "x" + SCRIPT.replace(" ", "");
        tellABrokenSite("hostile", branch);
        eventually("/sites/hostile?branch=" + encoded(branch), "h1", "Quarantined");

        for (String path : List.of(
                "/",
                "/?q=" + encoded(SCRIPT),
                "/?state=" + encoded(SCRIPT),
                "/sites/hostile",
                "/sites/hostile?branch=" + encoded(branch),
                "/sites/hostile/builds/1",
                "/sites/hostile/builds/2",
                "/sites/hostile/explain?branch=" + encoded(branch),
                "/sites/hostile?branch=" + encoded(SCRIPT),
                "/sites/" + encoded(SCRIPT),
                "/dead-letters",
                "/lag",
                "/events",
                "/events?site=" + encoded(SCRIPT),
                "/login?next=" + encoded(SCRIPT))) {
            HttpResponse<String> answer = get(path, "");
            Document page = Jsoup.parse(answer.body());
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .contains(Pages.POLICY);
            assertThat(page.select("script")).as(path).hasSize(1);
            assertThat(page.select("script").attr("src")).as(path).isEqualTo("/console/sitemend.js");
            assertThat(page.select("img, [onerror], [style], style, a[href^=javascript]"))
                    .as(path)
                    .isEmpty();
        }
        assertThat(page("/sites/hostile/builds/2").text()).contains("<script>alert(1)</script>");
        assertThat(page("/dead-letters").text()).contains("<script>alert(1)</script>");
    }

    @Test
    void everyPageHasItsLandmarksAndTablesOfHeadsAndCells() throws Exception {
        tellABrokenSite("landmarks", "main");
        eventually("/sites/landmarks", "h1", "Quarantined");

        for (String path : List.of(
                "/",
                "/sites/landmarks",
                "/sites/landmarks/builds/2",
                "/sites/landmarks/explain",
                "/dead-letters",
                "/lag",
                "/events?site=landmarks",
                "/login")) {
            HttpResponse<String> answer = get(path, "");
            Document page = Jsoup.parse(answer.body());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length)
                    .as(path)
                    .isLessThan(60_000);
            assertThat(page.title()).as(path).endsWith("· Sitemend");
            assertThat(page.select("html[lang=en], body > header, body > main, body > footer, header nav[aria-label]"))
                    .as(path)
                    .hasSize(5);
            assertThat(page.select("h1")).as(path).hasSize(1);
            assertThat(page.select("table:not(:has(caption)), thead th:not([scope=col])"))
                    .as(path)
                    .isEmpty();
            for (Element field : page.select("input:not([type=hidden]):not([type=checkbox]), select")) {
                assertThat(page.select("label[for=" + field.id() + "]"))
                        .as(path + " " + field)
                        .hasSize(1);
            }
            List<String> ids = page.select("[id]").eachAttr("id");
            assertThat(ids).as(path).doesNotHaveDuplicates();
        }
    }

    @Test
    void curlGetsPlainTextAndABrowserThePage() throws Exception {
        HttpResponse<String> curl = get("/", "*/*", "");
        assertThat(curl.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(curl.body()).contains("/openapi.json");
        assertThat(get("/", "").headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/html");
    }

    @Test
    void whoLogsInMayActAndOnlyByFormsOfOurs() throws Exception {
        tellABrokenSite("doors", "main");
        eventually("/sites/doors", "h1", "Quarantined");
        HttpResponse<String> login = get("/login?next=%2Fsites%2Fdoors", "");
        String formToken =
                Jsoup.parse(login.body()).select("input[name=form-token]").attr("value");
        String formCookie = cookie(login, "sitemend-form");

        assertThat(post("/login", formCookie, Map.of("token", "smt_wrong", "form-token", formToken))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/login", "", Map.of("token", trigger.adminToken(), "form-token", formToken))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> done = post(
                "/login",
                formCookie,
                Map.of("token", trigger.adminToken(), "form-token", formToken, "next", "//evil.example/"));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(done.headers().firstValue("Location")).contains("/");
        assertThat(done.headers().allValues("Set-Cookie").getFirst())
                .contains("HttpOnly", "SameSite=Strict")
                .doesNotContain(trigger.adminToken());
        String session = cookie(done, "sitemend-session");

        Document site = Jsoup.parse(get("/sites/doors", session).body());
        String actions = site.select(".actions input[name=form-token]").attr("value");
        Map<String, String> rebuild = Map.of("branch", "main", "mode", "rebuild", "form-token", actions);
        assertThat(post("/sites/doors/builds", "", rebuild).statusCode()).isEqualTo(401);
        assertThat(post("/sites/doors/builds", session, Map.of("branch", "main", "mode", "rebuild"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("/sites/doors/rollback", "").statusCode()).isEqualTo(401);
        assertThat(Jsoup.parse(get("/sites/doors/lock", session).body())
                        .select("form.ask input[name=reason][required]"))
                .hasSize(1);

        // Nobody has pushed anything here: the deed is allowed, and refused for what it is.
        assertThat(post("/sites/doors/builds", session, rebuild).statusCode()).isEqualTo(422);
        assertThat(post("/logout", session, Map.of("form-token", actions)).statusCode())
                .isEqualTo(303);
    }

    /** One success that is live, then a clean rebuild that fails; words of others are hostile. */
    private void tellABrokenSite(String site, String branch) throws Exception {
        trigger.register(site);
        ChannelId channel = new ChannelId(ChannelId.of(site, "main").site(), new BranchName(branch));
        trigger.publish(requested(channel, site + "-1", GOOD));
        trigger.publish(started(channel, 1, site + "-1"));
        trigger.publish(new BuildEvent.BuildSucceeded(
                channel,
                new BuildNumber(1),
                new RequestId(site + "-1"),
                BuildMode.REBUILD,
                Cause.PUSH,
                GOOD,
                new Digest("d".repeat(64)),
                100,
                5000,
                1,
                2,
                0,
                List.of(),
                NOON,
                NOON.plusSeconds(4),
                null));
        trigger.publish(new PromotionEvent.Promoted(
                channel,
                new GenerationNumber(1),
                new BuildNumber(1),
                GOOD,
                new Digest("d".repeat(64)),
                NOON.plusSeconds(5),
                null));
        trigger.publish(requested(channel, site + "-2", BAD));
        trigger.publish(started(channel, 2, site + "-2"));
        trigger.publish(new LogChunk(
                channel.site(),
                new BuildNumber(2),
                0,
                List.of("\u001b[31mred" + SCRIPT, "\u001b]8;;javascript:1\u0007x")));
        trigger.publish(new BuildEvent.BuildFailed(
                channel,
                new BuildNumber(2),
                new RequestId(site + "-2"),
                BuildMode.REBUILD,
                Cause.PUSH,
                BAD,
                FailureClass.GENERATOR_FAILED,
                "generate" + SCRIPT,
                "page.tmpl " + SCRIPT,
                NOON,
                NOON.plusSeconds(9),
                null));
        trigger.publish(new PromotionEvent.ChannelQuarantined(
                channel, new BuildNumber(2), BAD, FailureClass.GENERATOR_FAILED, SCRIPT, NOON.plusSeconds(10)));
        trigger.publish(new DeadLettered(
                new DeadLetterId(site + "-dead"),
                channel,
                requested(channel, site + "-2", BAD),
                null,
                FailureClass.CONFIGURATION,
                SCRIPT,
                new BuildNumber(2),
                BAD,
                "f1",
                1,
                "sitemend.build-requests",
                0,
                41,
                NOON.plusSeconds(10)));
    }

    private static BuildRequested requested(ChannelId channel, String id, Revision revision) {
        return new BuildRequested(
                new RequestId(id),
                channel,
                BuildMode.REBUILD,
                Cause.PUSH,
                revision,
                "ada" + SCRIPT,
                SCRIPT,
                null,
                NOON,
                null);
    }

    private static BuildEvent.BuildStarted started(ChannelId channel, long build, String request) {
        return new BuildEvent.BuildStarted(
                channel,
                new BuildNumber(build),
                new RequestId(request),
                BuildMode.REBUILD,
                Cause.PUSH,
                "ada" + SCRIPT,
                null,
                null,
                null,
                new BuilderId("b1"),
                NOON,
                null);
    }

    private Document eventually(String path, String selector, String text) {
        return await().atMost(PATIENCE)
                .until(() -> page(path), page -> page.select(selector).text().contains(text));
    }

    private Document page(String path) throws Exception {
        return Jsoup.parse(get(path, "").body());
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        return get(path, "text/html,application/xhtml+xml,*/*;q=0.8", cookie);
    }

    private HttpResponse<String> get(String path, String accept, String cookie) throws Exception {
        return CLIENT.send(
                request(path, cookie).header("Accept", accept).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String cookie, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return CLIENT.send(
                request(path, cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String cookie) {
        URI address = trigger.address(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return cookie.isEmpty() ? request : request.header("Cookie", cookie);
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
