package dev.sitemend.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.storetestkit.FaultyObjectStore;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.storetestkit.StoreRequest;
import dev.sitemend.storetestkit.StoreRequest.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the serving side asks of the store, and writes to its disk, for a change of one page. */
class PromotionCostsWhatChangedTest {
    private static final ChannelId MAIN = ChannelId.of("docs", "main");
    private static final int PAGES_IN_A_FOLDER = 50;

    @TempDir
    private Path directory;

    private final Queue<StoreRequest> requests = new ConcurrentLinkedQueue<>();
    private final FaultyObjectStore store = new FaultyObjectStore(new InMemoryObjectStore(), request -> {
        requests.add(request);
        return Optional.empty();
    });

    @ParameterizedTest
    @ValueSource(ints = {100, 1500})
    void aChangeOfOnePageCostsTheSameWhateverTheSiteHas(int pages) throws Exception {
        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            publisher.site("docs");
            Path out = site(pages);
            publisher.promote(publisher.build(MAIN, out));
            Files.writeString(out.resolve("folder-1/page-7.html"), "changed");
            Report change = publisher.build(MAIN, out);
            List<Path> before = localFiles();
            requests.clear();

            publisher.promote(change);

            // The end of the new pack, which has the nodes; and the page.
            assertThat(reads()).hasSize(2).allMatch(request -> request.operation() == Operation.RANGE);
            // The page, its folder, and the root.
            assertThat(localFiles()).containsAll(before).hasSize(before.size() + 3);
            assertThat(publisher.http().text("docs.localhost", "/folder-1/page-7.html"))
                    .isEqualTo("changed");
            assertThat(publisher.http().text("docs.localhost", "/folder-0/page-3.html"))
                    .isEqualTo("page 3");
        }
    }

    @Test
    void afterARestartTheNextChangeAsksForNoMore() throws Exception {
        Path out = site(200);
        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            publisher.site("docs");
            publisher.promote(publisher.build(MAIN, out));
        }

        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            Files.writeString(out.resolve("folder-1/page-7.html"), "changed");
            Report change = publisher.build(MAIN, out);
            requests.clear();

            publisher.promote(change);

            assertThat(reads()).hasSize(2).allMatch(request -> request.operation() == Operation.RANGE);
        }
    }

    @Test
    void aRollbackBringsNothingThatIsStillHere() throws Exception {
        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            publisher.site("docs");
            Path out = site(200);
            Report first = publisher.build(MAIN, out);
            publisher.promote(first);
            Files.writeString(out.resolve("folder-1/page-7.html"), "changed");
            publisher.promote(publisher.build(MAIN, out));
            List<Path> before = localFiles();
            requests.clear();

            publisher.promote(first);

            assertThat(reads()).isEmpty();
            assertThat(localFiles()).isEqualTo(before);
            assertThat(publisher.http().text("docs.localhost", "/folder-1/page-7.html"))
                    .isEqualTo("page 57");
        }
    }

    @Test
    void aNewBranchBringsOnlyWhatDiffersFromTheProductionBranch() throws Exception {
        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            publisher.site("docs");
            Path out = site(200);
            publisher.promote(publisher.build(MAIN, out));
            Files.writeString(out.resolve("folder-1/page-7.html"), "draft");
            Report draft = publisher.build(ChannelId.of("docs", "draft"), out);
            requests.clear();

            publisher.promote(draft);

            assertThat(reads()).hasSize(2);
            assertThat(publisher.http().text("draft--docs.localhost", "/folder-1/page-7.html"))
                    .isEqualTo("draft");
        }
    }

    @Test
    void lookingForNewsListsNothingAndAsksOnceForEachSiteAndChannel() throws Exception {
        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            publisher.site("docs");
            Path out = site(60);
            for (int i = 0; i < 5; i++) {
                Files.writeString(out.resolve("folder-0/page-1.html"), "change " + i);
                publisher.promote(publisher.build(MAIN, out));
            }
            publisher.promote(publisher.build(ChannelId.of("docs", "draft"), out));
            publisher.upkeep();
            requests.clear();

            publisher.upkeep();

            assertThat(requests).extracting(StoreRequest::operation).containsOnly(Operation.GET);
            assertThat(requests)
                    .extracting(StoreRequest::key)
                    .map(key -> key.replaceFirst(".*/", ""))
                    .hasSize(3);
        }
    }

    /** Requests that are not for the publication log. */
    private List<StoreRequest> reads() {
        return requests.stream()
                .filter(request -> !request.key().contains("/generations/"))
                .toList();
    }

    private Path site(int pages) throws IOException {
        Path out = directory.resolve("out");
        for (int i = 0; i < pages; i++) {
            Path page = out.resolve("folder-" + i / PAGES_IN_A_FOLDER + "/page-" + i % PAGES_IN_A_FOLDER + ".html");
            Files.createDirectories(out.resolve("folder-" + i / PAGES_IN_A_FOLDER));
            Files.writeString(page, "page " + i);
        }
        return out;
    }

    private List<Path> localFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("data/serving/blobs"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
