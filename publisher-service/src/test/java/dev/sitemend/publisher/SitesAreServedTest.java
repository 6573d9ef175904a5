package dev.sitemend.publisher;

import static dev.sitemend.publisher.TestHttp.header;
import static dev.sitemend.publisher.TestHttp.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SitesAreServedTest {
    private static final String DOCS = "docs.localhost";
    private static final ChannelId MAIN = ChannelId.of("docs", "main");

    @TempDir
    private Path directory;

    private TestPublisher publisher;
    private TestHttp http;

    @BeforeEach
    void start() throws Exception {
        publisher = TestPublisher.start(new InMemoryObjectStore(), directory);
        http = publisher.http();
        publisher.site("docs", "docs.example.org", "WWW.example.org");
    }

    @AfterEach
    void stop() throws Exception {
        publisher.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs.localhost", "DOCS.localhost", "docs.example.org", "www.example.org"})
    void theProductionBranchIsAtTheSitesAddresses(String host) throws Exception {
        publisher.publish(MAIN, Map.of("index.html", "home"));

        HttpResponse<byte[]> response = http.get(host, "/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(text(response)).isEqualTo("home");
        assertThat(header(response, "Sitemend-Generation")).isEqualTo("1");
        assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=0, must-revalidate");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "X-Robots-Tag")).isEmpty();
    }

    @Test
    void aBranchIsAtItsPreviewAndNothingForSearchEngines() throws Exception {
        ChannelId branch = ChannelId.of("docs", "feature/Menu");
        publisher.publish(MAIN, Map.of("index.html", "main"));
        publisher.publish(branch, Map.of("index.html", "branch"));

        HttpResponse<byte[]> preview = http.get(branch.branch().slug() + "--docs.localhost", "/");

        assertThat(text(preview)).isEqualTo("branch");
        assertThat(header(preview, "X-Robots-Tag")).isEqualTo("noindex");
        assertThat(http.text("main--docs.localhost", "/")).isEqualTo("main");
        assertThat(http.text(DOCS, "/")).isEqualTo("main");
    }

    @Test
    void everySuccessfulBuildIsAtItsNumberForEver() throws Exception {
        publisher.publish(MAIN, Map.of("index.html", "one"));
        Report unpublished = publisher.build(MAIN, Map.of("index.html", "two", "about.html", "about"));
        publisher.publish(MAIN, Map.of("index.html", "three"));

        HttpResponse<byte[]> second = http.get("build-2--docs.localhost", "/");

        assertThat(unpublished.number().value()).isEqualTo(2);
        assertThat(text(second)).isEqualTo("two");
        assertThat(header(second, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(second, "X-Robots-Tag")).isEqualTo("noindex");
        assertThat(header(second, "Sitemend-Generation")).isEmpty();
        assertThat(http.text("build-2--docs.localhost", "/about")).isEqualTo("about");
        assertThat(http.text("build-1--docs.localhost", "/")).isEqualTo("one");
        assertThat(http.text("build-3--docs.localhost", "/")).isEqualTo("three");
        assertThat(http.get("build-4--docs.localhost", "/").statusCode()).isEqualTo(404);
    }

    @Test
    void theWellKnownDocumentSaysWhatIsServed() throws Exception {
        Generation generation = publisher.publish(MAIN, Map.of("index.html", "home"));
        Generation.Promoted promoted = (Generation.Promoted) generation.entry();

        HttpResponse<byte[]> document = http.get(DOCS, "/.well-known/sitemend.json");

        assertThat(header(document, "Content-Type")).isEqualTo("application/json");
        assertThat(header(document, "Cache-Control")).isEqualTo("no-store");
        assertThat(text(document))
                .isEqualTo("{\"site\":\"docs\",\"branch\":\"main\",\"generation\":1,\"build\":1,\"revision\":\""
                        + "0".repeat(39) + "1\",\"artifact\":\""
                        + promoted.artifact().root() + "\",\"promotedAt\":\""
                        + generation.at() + "\"}");
        assertThat(http.text("build-1--docs.localhost", "/.well-known/sitemend.json"))
                .contains("\"build\":1")
                .doesNotContain("generation");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, No site lives at localhost",
        "127.0.0.1, No site lives at 127.0.0.1",
        "nobody.example.org, No site lives at nobody.example.org",
        "other.localhost, There is no site &#39;other&#39;",
        "x--other.localhost, There is no site &#39;other&#39;",
        "nope--docs.localhost, There is no such preview",
        "build-7--docs.localhost, There is no such build",
        "a.docs.localhost, There is no site at a.docs.localhost",
        "docs.localhost, Nothing is published here yet"
    })
    void aHostWithNothingSaysWhatToDo(String host, String title) throws Exception {
        HttpResponse<byte[]> response = http.get(host, "/");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(text(response)).contains("<h1>" + title + "</h1>");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void healthIsAskedForAtAHostThatIsNoSite() throws Exception {
        publisher.publish(MAIN, Map.of("healthz", "the site's own"));

        assertThat(http.text("127.0.0.1", "/healthz")).isEqualTo("ok\n");
        assertThat(http.get("127.0.0.1", "/readyz").statusCode()).isEqualTo(503);
        publisher.upkeep();
        assertThat(http.get("127.0.0.1", "/readyz").statusCode()).isEqualTo(200);
        assertThat(http.text(DOCS, "/healthz")).isEqualTo("the site's own");
    }

    @Test
    void aDeletedBranchIsNotServedAnyMoreAndARecreatedOneIs() throws Exception {
        ChannelId branch = ChannelId.of("docs", "draft");
        Generation generation = publisher.publish(branch, Map.of("index.html", "draft"));
        Generation.Promoted promoted = (Generation.Promoted) generation.entry();

        publisher.append(branch, new Generation.Retired(promoted.build()));
        assertThat(http.get("draft--docs.localhost", "/").statusCode()).isEqualTo(404);

        publisher.publish(branch, Map.of("index.html", "again"));
        assertThat(http.text("draft--docs.localhost", "/")).isEqualTo("again");
    }

    @Test
    void aRemovedSiteIsNotServedAnyMore() throws Exception {
        publisher.publish(MAIN, Map.of("index.html", "home"));

        publisher.remove(MAIN.site());

        assertThat(http.get(DOCS, "/").statusCode()).isEqualTo(404);
        assertThat(http.get("docs.example.org", "/").statusCode()).isEqualTo(404);
        assertThat(http.get("build-1--docs.localhost", "/").statusCode()).isEqualTo(404);
    }

    @Test
    void aRollbackIsServedAndLocksChangeNothing() throws Exception {
        Report first = publisher.build(MAIN, Map.of("index.html", "one"));
        Generation.Promoted one = (Generation.Promoted) publisher.promote(first).entry();
        publisher.publish(MAIN, Map.of("index.html", "two"));

        publisher.append(MAIN, new Generation.RolledBack(one.build(), one.revision(), one.artifact(), "two is wrong"));
        publisher.append(MAIN, new Generation.Locked("look at it", null));

        HttpResponse<byte[]> response = http.get(DOCS, "/");
        assertThat(text(response)).isEqualTo("one");
        assertThat(header(response, "Sitemend-Generation")).isEqualTo("3");
    }

    @Test
    void whatAnotherReplicaPromotedIsServedAtTheNextUpkeep() throws Exception {
        publisher.publish(MAIN, Map.of("index.html", "one"));
        Report second = publisher.build(MAIN, Map.of("index.html", "two"));
        var succeeded = (Outcome.Succeeded) second.outcome();
        publisher.appendSilently(
                MAIN, new Generation.Promoted(second.number(), succeeded.revision(), succeeded.artifact()));

        assertThat(http.text(DOCS, "/")).isEqualTo("one");
        publisher.upkeep();
        assertThat(http.text(DOCS, "/")).isEqualTo("two");
        assertThat(publisher
                        .meters()
                        .get("sitemend.served.generation")
                        .tag("site", "docs")
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @Test
    void onlyReadingIsAllowed() throws Exception {
        publisher.publish(MAIN, Map.of("index.html", "home"));

        HttpResponse<byte[]> post = http.send("POST", DOCS, "/");
        HttpResponse<byte[]> options = http.send("OPTIONS", DOCS, "/");

        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(header(post, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(header(options, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }
}
