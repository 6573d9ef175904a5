package dev.sitemend.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.StoredObject;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapStaysFlatTest {
    private static final ChannelId MAIN = ChannelId.of("docs", "main");
    private static final int WARM_UP = 30;
    private static final int PROMOTIONS = 120;
    // Sent by the kernel. One of each promotion kept would be 7 MB.
    private static final int PAGE = 60_000;
    private static final int PAGES = 60;
    // Ends of packs, nodes and entries of the log: bounded, but not filled by so few.
    private static final long NOISE = 4_000_000;

    @TempDir
    private Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    @Test
    void manyPromotionsLeaveNothingInMemory() throws Exception {
        try (TestPublisher publisher = TestPublisher.start(store, directory)) {
            publisher.site("docs");
            Path out = Files.createDirectory(directory.resolve("out"));
            for (int i = 0; i < PAGES; i++) {
                Files.writeString(out.resolve("page-" + i + ".html"), "page " + i);
            }

            promote(publisher, out, WARM_UP);
            long before = usedBesideTheStore();
            promote(publisher, out, PROMOTIONS);

            assertThat(usedBesideTheStore() - before).isLessThan(NOISE);
        }
    }

    private static void promote(TestPublisher publisher, Path out, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            Files.writeString(out.resolve("page-7.html"), (i + " changes ").repeat(PAGE / 12));
            publisher.promote(publisher.build(MAIN, out));
            assertThat(publisher.http().get("docs.localhost", "/page-7.html").statusCode())
                    .isEqualTo(200);
        }
    }

    private long usedBesideTheStore() {
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            used = Math.min(
                    used,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return used - stored();
    }

    private long stored() {
        long bytes = 0;
        List<StoredObject> page = store.list("", null, 1000);
        while (!page.isEmpty()) {
            for (StoredObject object : page) {
                bytes += store.get(object.key()).map(content -> content.length).orElse(0);
            }
            ObjectKey last = page.getLast().key();
            page = store.list("", last.value(), 1000);
        }
        return bytes;
    }
}
