package dev.sitemend.store.warm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Content;
import dev.sitemend.store.Keys;
import dev.sitemend.store.MissingObjectException;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.pack.Sha256;
import dev.sitemend.store.tree.Trees;
import dev.sitemend.store.tree.UploadedTree;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.storetestkit.ObjectStoreContract;
import dev.sitemend.storetestkit.RandomTrees;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WarmPacksTest extends ObjectStoreContract {
    private static final SiteId SITE = new SiteId("garden");
    private static final long LIMIT = 64L * 1024 * 1024;

    @TempDir
    Path directory;

    private final InMemoryObjectStore cold = new InMemoryObjectStore();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Override
    protected ObjectStore store() {
        return warm(LIMIT);
    }

    private WarmPacks warm(long limit) {
        return WarmPacks.open(cold, directory.resolve("warm"), limit, meters);
    }

    @Test
    void whatWasWrittenOrReadOnceIsReadHereFromThenOn() {
        ObjectKey written = pack(1);
        ObjectKey read = pack(2);
        cold.put(read, Content.of(content(2)));
        warm(LIMIT).put(written, Content.of(content(1)));
        warm(LIMIT).range(read, 70_000, 100_000);
        cold.delete(written);
        cold.delete(read);

        WarmPacks restarted = warm(LIMIT);
        assertThat(restarted.range(written, 65_530, 20)).isEqualTo(Arrays.copyOfRange(content(1), 65_530, 65_550));
        assertThat(restarted.range(read, 70_000, 100_000)).isEqualTo(Arrays.copyOfRange(content(2), 70_000, 170_000));
        assertThat(meters.counter("sitemend.warm.reads", "result", "hit").count())
                .isEqualTo(2);
        assertThatThrownBy(() -> restarted.range(read, 0, 10))
                .as("a part that nobody read is not known")
                .isInstanceOf(MissingObjectException.class);
    }

    @Test
    void onlyPacksAreKept() throws IOException {
        ObjectKey document = new ObjectKey("sites/garden/builds/0000000001/report.json");
        warm(LIMIT).put(document, Content.of(content(3)));
        warm(LIMIT).range(document, 0, 10);

        assertThat(files()).isEmpty();
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() throws IOException {
        WarmPacks warm = warm(1_000_000);
        for (int i = 0; i < 5; i++) {
            warm.put(pack(i), Content.of(content(i)));
            cold.delete(pack(i));
            warm.range(pack(0), 0, 10);
        }

        assertThat(warm.range(pack(0), 0, 10)).as("used all the time").hasSize(10);
        assertThatThrownBy(() -> warm.range(pack(1), 0, 10)).isInstanceOf(MissingObjectException.class);
        assertThat(bytes()).isLessThanOrEqualTo(1_000_000);
        assertThat(files()).isNotEmpty();
    }

    @Test
    void aPackLargerThanItsShareIsNotKept() throws IOException {
        warm(500_000).put(pack(1), Content.of(content(1)));

        assertThat(files()).isEmpty();
        assertThat(cold.range(pack(1), 0, 10)).hasSize(10);
    }

    @Test
    void aDeletedPackIsForgotten() {
        WarmPacks warm = warm(LIMIT);
        warm.put(pack(1), Content.of(content(1)));

        warm.delete(pack(1));

        assertThatThrownBy(() -> warm.range(pack(1), 0, 10)).isInstanceOf(MissingObjectException.class);
    }

    @Test
    void anUnfinishedFileOfACrashIsRemoved() throws IOException {
        Files.createDirectories(directory.resolve("warm"));
        Files.write(directory.resolve("warm/unfinished123"), content(1));

        warm(LIMIT);

        assertThat(files()).isEmpty();
    }

    /** Truncated, emptied, flipped in its bytes, sums and length, removed: one file at a time, the tree comes back. */
    @Test
    void damageToAnyFileOfItIsNeverSeen() throws IOException {
        Path source = new RandomTrees(7).write(directory.resolve("source"));
        Files.write(source.resolve("large"), content(9));
        Trees first = new Trees(warm(LIMIT), directory.resolve("scratch"));
        UploadedTree tree = first.upload(SITE, List.of(first.scan(source)), List.of())
                .trees()
                .getFirst();
        new Trees(warm(LIMIT), directory.resolve("scratch")).restore(SITE, tree.root(), tree.packs(), copy(0));

        int copies = 1;
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            for (Damage damage : Damage.values()) {
                damage.to(file, whole);

                Trees trees = new Trees(warm(LIMIT), directory.resolve("scratch"));
                Path copy = copy(copies++);
                trees.restore(SITE, tree.root(), tree.packs(), copy);

                Digest found = trees.scan(copy).root();
                assertThat(found).as("%s of %s", damage, file.getFileName()).isEqualTo(tree.root());
            }
        }
        assertThat(copies).as("something was damaged").isGreaterThan(Damage.values().length);
    }

    private enum Damage {
        TRUNCATED,
        EMPTIED,
        FLIPPED_AT_ITS_START,
        FLIPPED_IN_THE_MIDDLE,
        FLIPPED_IN_ITS_SUMS,
        FLIPPED_IN_ITS_LENGTH,
        REMOVED;

        void to(Path file, byte[] whole) throws IOException {
            byte[] damaged = whole.clone();
            switch (this) {
                case TRUNCATED -> damaged = Arrays.copyOf(whole, whole.length / 2);
                case EMPTIED -> damaged = new byte[0];
                case FLIPPED_AT_ITS_START -> damaged[0] ^= 1;
                case FLIPPED_IN_THE_MIDDLE -> damaged[whole.length / 2] ^= 0x40;
                case FLIPPED_IN_ITS_SUMS -> damaged[whole.length - 12] ^= 1;
                case FLIPPED_IN_ITS_LENGTH -> damaged[whole.length - 1] ^= 1;
                case REMOVED -> {
                    Files.deleteIfExists(file);
                    return;
                }
            }
            Files.write(file, damaged, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private Path copy(int number) {
        return directory.resolve("copy" + number);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("warm"))) {
            return files.toList();
        }
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private static ObjectKey pack(int number) {
        return Keys.pack(SITE, Sha256.of(content(number)));
    }

    /** 200,000 bytes: three blocks and a bit. */
    private static byte[] content(int seed) {
        byte[] bytes = new byte[200_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
