package dev.sitemend.publisher;

import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.Stores;
import dev.sitemend.store.publication.ChannelLog;
import dev.sitemend.store.publication.PublicationLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a promotion and a rollback take at a real store, for {@code benchmarks/run promotion}: writes a line of numbers
 * in milliseconds for each into the file that {@code promotion.measurement} names. Asserts nothing.
 */
@EnabledIfSystemProperty(named = "promotion.measurement", matches = ".+")
class PromotionMeasurement {
    private static final ChannelId MAIN = ChannelId.of("docs", "main");
    private static final int PAGES_IN_A_FOLDER = 100;
    private static final int WARM_UP = 10;

    @TempDir
    private Path directory;

    @Test
    void measure() throws Exception {
        List<String> lines = new ArrayList<>();
        for (String pages : System.getProperty("promotion.sizes", "100,50000").split(",", -1)) {
            Path folder = Files.createDirectory(directory.resolve(pages));
            try (EmbeddedStore s3 = EmbeddedStore.startIn(folder.resolve("s3"))) {
                StoreSettings settings = new StoreSettings(
                        s3.endpoint().toString(),
                        s3.bucket(),
                        s3.credentials().accessKey(),
                        s3.credentials().secretKey());
                measure(Stores.open(settings, new SimpleMeterRegistry()), folder, Integer.parseInt(pages), lines);
            }
        }
        Files.write(Path.of(System.getProperty("promotion.measurement")), lines);
    }

    private static void measure(ObjectStore store, Path folder, int pages, List<String> lines) throws Exception {
        int rounds = WARM_UP + Integer.getInteger("promotion.rounds", 20);
        PublicationLog log = new PublicationLog(store);
        try (TestPublisher publisher = TestPublisher.start(store, folder)) {
            publisher.site("docs");
            Path out = site(folder.resolve("out"), pages);
            Report before = publisher.build(MAIN, out);
            publisher.promote(before);
            for (int round = 0; round < rounds; round++) {
                Path page = out.resolve(name(round * 7919 % pages));
                Files.writeString(page, "changed " + round);
                Report change = publisher.build(MAIN, out);
                String promotion = line(publisher, log, "promotion", pages, promoted(change));
                String rollback = line(publisher, log, "rollback", pages, rolledBack(before));
                line(publisher, log, "promotion", pages, promoted(change));
                before = change;
                if (round >= WARM_UP) {
                    lines.add(promotion);
                    lines.add(rollback);
                }
            }
        }
    }

    /** One entry: first it is written, then it is followed. */
    private static String line(
            TestPublisher publisher, PublicationLog log, String what, int pages, Generation.Entry entry) {
        Generation generation = new Generation(
                log.read(MAIN).next(),
                MAIN,
                entry,
                Instant.now(),
                "measurement",
                new WriterToken(UUID.randomUUID().toString()));
        long begun = System.nanoTime();
        log.append(generation);
        long written = System.nanoTime();
        ChannelLog entries = log.read(MAIN);
        long read = System.nanoTime();
        publisher.serving().sites().follow(entries);
        long shown = System.nanoTime();
        return "%s %d %.3f %.3f".formatted(what, pages, (written - begun) / 1e6, (shown - read) / 1e6);
    }

    private static Generation.Entry promoted(Report report) {
        Outcome.Succeeded succeeded = (Outcome.Succeeded) report.outcome();
        return new Generation.Promoted(report.number(), succeeded.revision(), succeeded.artifact());
    }

    private static Generation.Entry rolledBack(Report report) {
        Outcome.Succeeded succeeded = (Outcome.Succeeded) report.outcome();
        return new Generation.RolledBack(report.number(), succeeded.revision(), succeeded.artifact(), "measured");
    }

    private static Path site(Path out, int pages) throws IOException {
        for (int i = 0; i < pages; i++) {
            Path page = out.resolve(name(i));
            if (i % PAGES_IN_A_FOLDER == 0) {
                Files.createDirectories(out.resolve("folder-" + i / PAGES_IN_A_FOLDER));
            }
            Files.writeString(page, "page " + i);
        }
        return out;
    }

    private static String name(int page) {
        return "folder-" + page / PAGES_IN_A_FOLDER + "/page-" + page % PAGES_IN_A_FOLDER + ".html";
    }
}
