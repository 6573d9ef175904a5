package dev.sitemend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {
    private static final String GARDEN = """
            {"site":"garden","branch":"main","url":"http://garden.localhost:8081/",
             "gitUrl":"http://localhost:8080/git/garden.git","state":"current","why":"Live is the head.",
             "live":{"build":7,"revision":"0123456789abcdef0123456789abcdef01234567","generation":3}}
            """;

    @TempDir
    Path home;

    private FakeServer server;
    private TestingTerminal terminal;

    @BeforeEach
    void start() {
        server = new FakeServer();
        terminal = new TestingTerminal(home).with("SITEMEND_URL", server.url());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void addingASiteSaysHowToPush() {
        server.on("POST /api/v1/sites", 201, "application/json", GARDEN);

        int exit = terminal.run("site", "add", "garden", "--generator", "ikiwiki", "--domain", "garden.example");

        assertThat(exit).isEqualTo(0);
        assertThat(terminal.out())
                .contains("Site garden is registered.")
                .contains("git push http://localhost:8080/git/garden.git HEAD:main");
        assertThat(server.questions().getFirst().body())
                .isEqualTo("{\"generator\":\"ikiwiki\",\"domains\":[\"garden.example\"],\"site\":\"garden\"}");
    }

    @Test
    void aSiteIsShownWithHowMuchOfItsPastStays() {
        server.on(
                "GET /api/v1/sites/garden",
                GARDEN.strip()
                        .replaceFirst(
                                "}$",
                                ",\"retention\":{\"generations\":30,\"logsFor\":null,\"previewsFor\":\"PT336H\"}}"));

        assertThat(terminal.run("site", "show", "garden")).isEqualTo(0);

        assertThat(terminal.out())
                .contains("generations=30, previewsFor=PT336H")
                .doesNotContain("logsFor");
    }

    @Test
    void collectSaysWhatWouldGoAndWhyTheRestStaysAndDeletesNothing() {
        server.on("POST /api/v1/collections", """
                {"dryRun":true,"sites":[{"site":"garden","objects":3,"bytes":900,"deleted":0,
                 "goes":[{"kind":"pack","why":null,"objects":3,"bytes":900}],
                 "stays":[{"kind":"pack","why":"it is live","objects":1,"bytes":50}],
                 "channels":[{"branch":"main","stays":[{"build":7,"why":"it is live"}],"goes":[1,2]}],"problem":null},
                 {"site":"diary","objects":0,"bytes":0,"deleted":0,"goes":[],"stays":[],"channels":[],
                 "problem":"an entry can not be read"}]}""");

        assertThat(terminal.run("collect")).isEqualTo(0);

        assertThat(terminal.out())
                .contains("garden: 3 objects would go, 900 bytes")
                .contains("main #7 stays: it is live")
                .contains("main builds that go: [1,2]")
                .contains("goes: 3 pack, 900 bytes")
                .contains("stays: 1 pack, 50 bytes, because it is live")
                .contains("diary: nothing can go: an entry can not be read")
                .contains("Nothing was deleted. To delete it: sitemend collect --apply");
        assertThat(server.questions().getFirst().body()).isEqualTo("{\"dryRun\":true}");
    }

    @Test
    void collectDeletesWhenItIsTold() {
        server.on("POST /api/v1/collections", """
                {"dryRun":false,"sites":[{"site":"garden","objects":3,"bytes":900,"deleted":2,"goes":[],"stays":[],
                 "channels":[],"problem":null}]}""");

        assertThat(terminal.run("collect", "--apply", "--site", "garden")).isEqualTo(0);

        assertThat(terminal.out()).contains("garden: 2 of 3 objects deleted, 900 bytes in all");
        assertThat(server.questions().getFirst().body()).isEqualTo("{\"dryRun\":false,\"site\":\"garden\"}");
    }

    @Test
    void statusShowsLiveAndWhy() {
        server.on("GET /api/v1/sites", "{\"sites\":[" + GARDEN + "]}");

        assertThat(terminal.run("status")).isEqualTo(0);

        assertThat(terminal.out())
                .contains("✓ current")
                .contains("#7 0123456789")
                .contains("Live is the head.");
    }

    @Test
    void withoutSitesStatusSaysHowToBegin() {
        server.on("GET /api/v1/sites", "{\"sites\":[]}");

        assertThat(terminal.run("status")).isEqualTo(0);

        assertThat(terminal.out()).contains("No sites yet.").contains("sitemend site add NAME");
    }

    @Test
    void jsonIsPassedOnWhole() {
        server.on("GET /api/v1/sites", "{\"sites\":[],\"unknown\":{\"a\":1}}");

        assertThat(terminal.run("site", "list", "--json")).isEqualTo(0);

        assertThat(Json.MAPPER
                        .readTree(terminal.out())
                        .path("unknown")
                        .path("a")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void lagIsToldInRecordsAndInTime() {
        server.on("GET /api/v1/lag", """
                {"at":"2026-11-25T05:00:00Z","trouble":"Kafka is away","groups":[
                 {"topic":"sitemend.builds","group":"sitemend-publisher","records":0,"seconds":0,"partitions":[]},
                 {"topic":"sitemend.build-requests","group":"sitemend-builder","records":1204,"seconds":100.4,
                  "partitions":[{"partition":3,"committed":1,"end":1205,"records":1204,"seconds":100.4}]}]}
                """);

        assertThat(terminal.run("lag", "--partitions")).isEqualTo(0);

        assertThat(terminal.out())
                .containsPattern("sitemend.builds +sitemend-publisher +- +-")
                .containsPattern(
                        "sitemend.build-requests +sitemend-builder +1\u00a0204\u00a0records +1\u00a0min 40\u00a0s")
                .contains("partition 3")
                .contains("Not newer than 2026-11-25T05:00:00Z: Kafka is away");
    }

    @Test
    void waitingForABuildEndsWhenItIsLive() {
        server.on("POST /api/v1/sites/garden/builds", 202, "application/json", "{\"request\":\"r1\"}")
                .on("GET /api/v1/requests/r1", "{\"state\":\"queued\",\"live\":false,\"message\":\"Waits.\"}")
                .on("GET /api/v1/requests/r1", "{\"state\":\"building\",\"live\":false,\"build\":8}")
                .on("GET /api/v1/requests/r1", "{\"state\":\"succeeded\",\"live\":false,\"build\":8}")
                .on(
                        "GET /api/v1/requests/r1",
                        "{\"state\":\"succeeded\",\"live\":true,\"build\":8,\"url\":\"http://g/\"}");

        int exit = terminal.run("build", "garden@topic/x", "--clean", "--wait");

        assertThat(exit).isEqualTo(0);
        assertThat(terminal.out()).contains("Live as build #8: http://g/");
        assertThat(terminal.err()).contains("… queued  Waits.").contains("◔ building");
        assertThat(server.questions().getFirst().body()).isEqualTo("{\"branch\":\"topic/x\",\"clean\":true}");
    }

    @Test
    void aQuarantinedBuildEndsWithOne() {
        server.on("POST /api/v1/sites/garden/builds", 202, "application/json", "{\"request\":\"r1\"}")
                .on("GET /api/v1/requests/r1", "{\"state\":\"healing\",\"live\":false}")
                .on("GET /api/v1/requests/r1", "{\"state\":\"quarantined\",\"live\":false,\"build\":9}");

        assertThat(terminal.run("build", "garden", "--wait")).isEqualTo(1);
        assertThat(terminal.out())
                .contains("It failed as build #9. What visitors see has not changed.")
                .contains("sitemend explain garden");
    }

    @Test
    void waitingTooLongEndsWithSix() {
        server.on("POST /api/v1/sites/garden/builds", 202, "application/json", "{\"request\":\"r1\"}")
                .on("GET /api/v1/requests/r1", "{\"state\":\"building\",\"live\":false}");

        assertThat(terminal.run("build", "garden", "--wait", "--timeout", "1")).isEqualTo(6);
    }

    @Test
    void logsOfTheNewestBuildNeverReachTheTerminalRaw() {
        server.on("GET /api/v1/sites/garden/builds?limit=1", "{\"builds\":[{\"number\":12}]}")
                .on(
                        "GET /api/v1/sites/garden/builds/12/log",
                        200,
                        "text/plain",
                        "one\u001b[31m red\u001b[0m\ntwo\u001b]0;title\u0007\n");

        assertThat(terminal.run("logs", "garden")).isEqualTo(0);

        assertThat(terminal.out()).isEqualTo("one red\ntwo]0;title\n");
    }

    @Test
    void followingALogEndsWithTheBuild() {
        server.on(
                "GET /api/v1/sites/garden/builds/3/log",
                200,
                "text/event-stream",
                "id: 0\ndata: first\n\nid: 1\ndata: second\n\nevent: end\ndata: {}\n\n");

        assertThat(terminal.run("logs", "garden#3", "--follow")).isEqualTo(0);

        assertThat(terminal.out()).isEqualTo("first\nsecond\n");
    }

    @Test
    void watchingOnceEndsWhenItIsLive() {
        server.on("GET /api/v1/sites/garden", GARDEN)
                .on("GET /api/v1/events?site=garden", 200, "text/event-stream", """
                        event: BuildStarted
                        data: {"channel":"garden@main","build":8,"mode":"REFRESH","at":"2026-11-25T03:00:01Z"}

                        event: Promoted
                        data: {"channel":"garden@main","build":8,"generation":4,"revision":"0123456789abcdef","at":"2026-11-25T03:00:09Z"}

                        """);

        assertThat(terminal.run("watch", "garden", "--once")).isEqualTo(0);

        assertThat(terminal.out())
                .contains("03:00:01  garden@main  ◔ refresh #8 started")
                .contains("03:00:09  garden@main  ✓ build #8 is live as generation 4, commit 0123456789");
    }

    @Test
    void explainTellsTheWayAndWhatIsNext() {
        server.on("GET /api/v1/sites/garden", GARDEN).on("GET /api/v1/sites/garden/channels/main/explain", """
                        {"headline":"Live is #7; #8 is quarantined.","stations":[
                          {"name":"built","status":"blocked","fact":"#8 failed","detail":"page.mdwn: bad"}],
                         "next":"Push a fix.","evidence":[{"question":"Why?","answer":"Exit 1","source":"report 8"}]}
                        """);

        assertThat(terminal.run("explain", "garden")).isEqualTo(0);

        assertThat(terminal.out())
                .contains("Live is #7; #8 is quarantined.")
                .contains("■ built")
                .contains("Push a fix.")
                .contains("Why? Exit 1 (report 8)");
    }

    @Test
    void deadLettersAreListedWithTheirOrigin() {
        server.on("GET /api/v1/dead-letters", """
                {"deadLetters":[{"id":"garden-8","site":"garden","branch":"main","message":"Refresh failed","attempts":1,
                 "origin":{"topic":"sitemend.build-requests","partition":3,"offset":17},"state":"open",
                 "at":"2026-11-25T03:00:00Z"}]}
                """);

        assertThat(terminal.run("dead-letters", "list")).isEqualTo(0);

        assertThat(terminal.out()).contains("garden-8").contains("sitemend.build-requests 3:17");
    }

    @Test
    void aTokenIsTheOnlyThingOnStandardOutput() {
        server.on("POST /api/v1/tokens", 201, "application/json", "{\"id\":\"t1\",\"token\":\"secret\"}");

        assertThat(terminal.run("token", "create", "--role", "writer", "--site", "garden", "--expires", "90d"))
                .isEqualTo(0);

        assertThat(terminal.out()).isEqualTo("secret\n");
        assertThat(terminal.err()).contains("sitemend token revoke t1");
        assertThat(server.questions().getFirst().body())
                .isEqualTo("{\"role\":\"writer\",\"site\":\"garden\",\"expires\":\"90d\"}");
    }
}
