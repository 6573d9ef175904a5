package dev.sitemend.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.retrying.RetryingObjectStore;
import dev.sitemend.store.s3.S3ObjectStore;
import dev.sitemend.store.verifying.VerifyingObjectStore;
import dev.sitemend.storetestkit.Fault;
import dev.sitemend.storetestkit.FaultyObjectStore;
import dev.sitemend.storetestkit.RandomTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TreesOverS3Test {
    private static final SiteId SITE = new SiteId("garden");

    @TempDir
    Path directory;

    @Test
    void treesComeBackFromARealServerThatIsInTrouble() throws IOException {
        Path source = new RandomTrees(11).write(directory.resolve("source"));
        for (int i = 0; i < 300; i++) {
            Files.writeString(source.resolve("page" + i), "page " + i + " ".repeat(i));
        }

        try (EmbeddedStore server = EmbeddedStore.startIn(directory.resolve("server"))) {
            Trees trees = new Trees(inTrouble(server), directory.resolve("scratch"));
            Scan scan = trees.scan(source);
            UploadedTree uploaded =
                    trees.upload(SITE, List.of(scan), List.of()).trees().getFirst();
            Trees cold = new Trees(inTrouble(server), directory.resolve("scratch"));
            cold.restore(SITE, uploaded.root(), uploaded.packs(), directory.resolve("copy"));

            assertThat(cold.scan(directory.resolve("copy")).listing()).isEqualTo(scan.listing());
        }
    }

    /** Every second request is refused, torn, or done without an answer; then comes one that works. */
    private static ObjectStore inTrouble(EmbeddedStore server) {
        AtomicInteger requests = new AtomicInteger();
        ObjectStore s3 = S3ObjectStore.at(new StoreSettings(
                server.endpoint().toString(),
                server.bucket(),
                server.credentials().accessKey(),
                server.credentials().secretKey()));
        ObjectStore faulty = new FaultyObjectStore(s3, _ -> {
            int number = requests.getAndIncrement();
            Fault[] faults = {Fault.UNAVAILABLE, Fault.TORN_BODY, Fault.ANSWER_LOST_AFTER_WRITE};
            return number % 2 == 0 ? Optional.of(faults[number / 2 % faults.length]) : Optional.empty();
        });
        return new RetryingObjectStore(new VerifyingObjectStore(faulty), _ -> {}, new Random(1));
    }
}
