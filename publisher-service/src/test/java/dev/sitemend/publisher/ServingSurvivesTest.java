package dev.sitemend.publisher;

import static dev.sitemend.publisher.TestHttp.header;
import static dev.sitemend.publisher.TestHttp.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.publisher.UnreachableStore.Cable;
import dev.sitemend.publisher.probe.Probing;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restarts, a store out of reach, a disk that rots. */
class ServingSurvivesTest {
    private static final String DOCS = "docs.localhost";
    private static final ChannelId MAIN = ChannelId.of("docs", "main");
    private static final String LONG = "a long page ".repeat(300);

    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final UnreachableStore cable = new UnreachableStore(store);

    private void publishSomething() throws Exception {
        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            publisher.site("docs", "docs.example.org");
            publisher.publish(
                    MAIN,
                    Map.of("index.html", LONG, "a/b.txt", "b", "link", "-> a/b.txt", "_headers", "/*\n  X-Own: yes"));
            publisher.publish(ChannelId.of("docs", "draft"), Map.of("index.html", "draft"));
            publisher.http().get(DOCS, "/", "Accept-Encoding", "gzip");
        }
    }

    @Test
    void afterARestartWithoutTheStoreAllThatWasLiveIsServed() throws Exception {
        publishSomething();

        try (TestPublisher publisher = TestPublisher.start(cable, directory)) {
            TestHttp http = publisher.http();
            publisher.upkeep();

            HttpResponse<byte[]> home = http.get(DOCS, "/");
            assertThat(text(home)).isEqualTo(LONG);
            assertThat(header(home, "X-Own")).isEqualTo("yes");
            assertThat(header(home, "Sitemend-Generation")).isEqualTo("1");
            assertThat(http.text("docs.example.org", "/link")).isEqualTo("b");
            assertThat(http.text("draft--docs.localhost", "/")).isEqualTo("draft");
            assertThat(http.text("build-1--docs.localhost", "/a/b.txt")).isEqualTo("b");
            assertThat(header(http.get(DOCS, "/", "Accept-Encoding", "gzip"), "Content-Encoding"))
                    .isEqualTo("gzip");
            assertThat(http.get("127.0.0.1", "/readyz").statusCode()).isEqualTo(200);
            assertThat(http.get("build-9--docs.localhost", "/").statusCode()).isEqualTo(503);
        }
    }

    @Test
    void aRetiredChannelStaysRetiredAfterARestartWithoutTheStore() throws Exception {
        publishSomething();
        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            ChannelId draft = ChannelId.of("docs", "draft");
            var promoted = (Generation.Promoted)
                    publisher.log(draft).entries().getFirst().entry();
            publisher.append(draft, new Generation.Retired(promoted.build()));
        }

        try (TestPublisher publisher = TestPublisher.start(cable, directory)) {
            assertThat(publisher.http().get("draft--docs.localhost", "/").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aRottenFileIsNeverServedAndMendsItselfFromTheStore() throws Exception {
        publishSomething();
        rot(LONG, LONG.replace('a', 'o'));

        try (TestPublisher publisher = TestPublisher.start(cable, directory)) {
            assertThat(publisher.http().get(DOCS, "/").statusCode()).isEqualTo(503);
            assertThat(publisher.http().text(DOCS, "/link")).isEqualTo("b");

            cable.turn(Cable.PLUGGED);
            assertThat(publisher.http().text(DOCS, "/")).isEqualTo(LONG);
        }
    }

    @Test
    void aRottenCompressedFileIsMadeAgain() throws Exception {
        publishSomething();
        for (Path variant : files("variants")) {
            Files.write(variant, new byte[] {1, 2, 3});
        }

        try (TestPublisher publisher = TestPublisher.start(cable, directory)) {
            HttpResponse<byte[]> response = publisher.http().get(DOCS, "/", "Accept-Encoding", "gzip");
            assertThat(header(response, "Content-Encoding")).isEqualTo("gzip");
            assertThat(response.body().length).isBetween(20, 400);
        }
    }

    @Test
    void aDiskThatWasEmptiedFillsItselfAgain() throws Exception {
        publishSomething();
        for (String part : List.of("blobs", "variants")) {
            for (Path file : files(part)) {
                Files.delete(file);
            }
        }

        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            publisher.upkeep();
            assertThat(publisher.http().text(DOCS, "/")).isEqualTo(LONG);
        }
    }

    @Test
    void whatIsMissingOnTheDiskIsBroughtBeforeAnybodyAsks() throws Exception {
        publishSomething();
        for (Path file : files("blobs")) {
            Files.delete(file);
        }

        try (TestPublisher publisher = TestPublisher.start(cable, directory)) {
            cable.turn(Cable.PLUGGED);
            publisher.upkeep();
            cable.turn(Cable.PULLED);
            assertThat(publisher.http().text(DOCS, "/")).isEqualTo(LONG);
            assertThat(publisher.http().text("draft--docs.localhost", "/")).isEqualTo("draft");
        }
    }

    @Test
    void whenThePromotedCanNotBeBroughtTheOldStaysUntilItCan() throws Exception {
        publishSomething();
        cable.turn(Cable.PLUGGED);
        try (TestPublisher publisher = TestPublisher.start(cable, directory)) {
            Report next = publisher.build(MAIN, Map.of("index.html", "next", "new.html", "new"));
            var succeeded = (Outcome.Succeeded) next.outcome();
            publisher.appendSilently(
                    MAIN, new Generation.Promoted(next.number(), succeeded.revision(), succeeded.artifact()));
            var log = publisher.log(MAIN);
            cable.turn(Cable.PULLED);

            assertThatThrownBy(() -> publisher.serving().sites().follow(log))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(publisher.http().text(DOCS, "/")).isEqualTo(LONG);

            cable.turn(Cable.PLUGGED);
            publisher.upkeep();
            assertThat(publisher.http().text(DOCS, "/")).isEqualTo("next");
        }
    }

    @Test
    void anOlderLogThatComesLateChangesNothing() throws Exception {
        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            publisher.site("docs");
            publisher.publish(MAIN, Map.of("index.html", "one"));
            var older = publisher.log(MAIN);
            publisher.publish(MAIN, Map.of("index.html", "two"));

            publisher.serving().sites().follow(older);

            assertThat(publisher.http().text(DOCS, "/")).isEqualTo("two");
        }
    }

    @Test
    void theProbeTellsRightFromWrong() throws Exception {
        try (TestPublisher publisher = TestPublisher.start(store, directory);
                TestPublisher other = TestPublisher.start(new InMemoryObjectStore(), directory.resolve("other"))) {
            publisher.site("docs");
            publisher.publish(MAIN, Map.of("index.html", "one"));

            assertThat(publisher.serving().probe().probe(MAIN, publisher.port()))
                    .isEqualTo(new Probing.Right());
            assertThat(publisher.serving().probe().probe(MAIN, other.port()))
                    .isInstanceOfSatisfying(
                            Probing.Wrong.class,
                            wrong -> assertThat(wrong.what())
                                    .startsWith(
                                            "Expected generation 1, build #1 at http://main--docs.localhost:8081/.well-known/"
                                                    + "sitemend.json, got status 404"));
        }
    }

    private void rot(String content, String into) throws IOException {
        for (Path file : files("blobs")) {
            if (Arrays.equals(Files.readAllBytes(file), content.getBytes(StandardCharsets.UTF_8))) {
                Files.writeString(file, into);
            }
        }
    }

    private List<Path> files(String part) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data/serving").resolve(part))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
