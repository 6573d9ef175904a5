package dev.sitemend.publisher;

import static dev.sitemend.publisher.TestHttp.header;
import static dev.sitemend.publisher.TestHttp.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visitors come while one generation after the other is promoted. */
class PromotionIsAtomicTest {
    private static final String DOCS = "docs.localhost";
    private static final ChannelId MAIN = ChannelId.of("docs", "main");
    private static final int CLIENTS = 4;
    private static final int PAGE_VIEWS = 10_000;
    private static final List<String> PAGE_AND_ASSETS = List.of("/", "/style.css", "/app.js");
    // Above 48 KiB the kernel sends the file after the servlet has returned.
    private static final int BIG = 300_000;

    @TempDir
    private Path directory;

    /** The files of a generation all say its number. */
    private static Map<String, String> files(long generation) {
        String mark = "generation " + generation + ";";
        Map<String, String> files = new HashMap<>();
        files.put("index.html", mark + " the page");
        files.put("style.css", mark + " the style");
        files.put("app.js", mark + " the script");
        files.put("big.txt", (mark + " ").repeat(BIG / (mark.length() + 1)));
        return files;
    }

    @Test
    void aVisitorSeesOldOrNewAndNeverAMixtureOrAnError() throws Exception {
        try (TestPublisher publisher = TestPublisher.start(new InMemoryObjectStore(), directory);
                ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            publisher.site("docs");
            publisher.publish(MAIN, files(1));

            List<Future<Long>> visits = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                visits.add(clients.submit(visitor(publisher)));
            }
            long generation = 1;
            while (visits.stream().anyMatch(visit -> !visit.isDone())) {
                generation =
                        publisher.publish(MAIN, files(generation + 1)).number().value();
                if (generation % 20 == 0) {
                    publisher.upkeep();
                }
            }

            for (Future<Long> visit : visits) {
                assertThat(visit.get()).isGreaterThan(1);
            }
            assertThat(generation).as("promotions during the visits").isGreaterThan(20);
            assertThat(publisher.http().text(DOCS, "/")).startsWith("generation " + generation + ";");
        }
    }

    /** Reads pages with their assets, and returns the last generation that it saw. */
    private static Callable<Long> visitor(TestPublisher publisher) {
        return () -> {
            TestHttp http = publisher.http();
            long last = 0;
            for (int view = 0; view < PAGE_VIEWS / CLIENTS; view++) {
                for (String path : PAGE_AND_ASSETS) {
                    last = generationOf(http.get(DOCS, path), path, last);
                }
                if (view % 50 == 0) {
                    last = generationOf(http.get(DOCS, "/big.txt"), "/big.txt", last);
                }
            }
            return last;
        };
    }

    /** The one generation that all of an answer is of, which is never one before the last that was seen. */
    private static long generationOf(HttpResponse<byte[]> response, String path, long last) {
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        long generation = Long.parseLong(header(response, "Sitemend-Generation"));
        assertThat(text(response))
                .as(path)
                .isEqualTo(files(generation).get(path.equals("/") ? "index.html" : path.substring(1)));
        assertThat(generation).as("generation after " + last).isGreaterThanOrEqualTo(last);
        return generation;
    }
}
