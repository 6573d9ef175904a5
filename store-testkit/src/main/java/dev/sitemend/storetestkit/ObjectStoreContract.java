package dev.sitemend.storetestkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.store.Content;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Creation;
import dev.sitemend.store.Folders;
import dev.sitemend.store.Listing;
import dev.sitemend.store.MissingObjectException;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every object store does. Each test works below a prefix of its own, so one server may serve them all. */
public abstract class ObjectStoreContract {
    private final String prefix = "contract/" + UUID.randomUUID() + "/";

    /** The store under test. */
    protected abstract ObjectStore store();

    @Test
    void whatIsNotThereIsEmptyOrMissing() {
        assertThat(store().get(key("nothing.json"))).isEmpty();
        assertThatThrownBy(() -> store().range(key("nothing.json"), 0, 1)).isInstanceOf(MissingObjectException.class);
        store().delete(key("nothing.json"));
    }

    @Test
    void whatIsWrittenIsReadBackAndWrittenOver() {
        store().put(key("a.json"), Content.of(bytes("one")));
        store().put(key("a.json"), Content.of(bytes("two")));

        assertThat(store().get(key("a.json")).orElseThrow()).isEqualTo(bytes("two"));
    }

    @Test
    void anEmptyObjectIsAnObject() {
        store().put(key("empty.json"), Content.of(new byte[0]));

        assertThat(store().get(key("empty.json")).orElseThrow()).isEmpty();
    }

    @Test
    void aRangeIsExactlyWhatWasAskedFor() {
        store().put(key("digits.pack"), Content.of(bytes("0123456789")));

        assertThat(store().range(key("digits.pack"), 3, 4)).isEqualTo(bytes("3456"));
        assertThat(store().range(key("digits.pack"), 9, 1)).isEqualTo(bytes("9"));
        assertThat(store().range(key("digits.pack"), 10, 0)).isEmpty();
        assertThatThrownBy(() -> store().range(key("digits.pack"), 8, 3)).isInstanceOf(CorruptObjectException.class);
        assertThatThrownBy(() -> store().range(key("digits.pack"), 20, 1)).isInstanceOf(CorruptObjectException.class);
    }

    @Test
    void aFileOfSeveralPartsComesBackWhole(@TempDir Path directory) throws IOException {
        byte[] large = new byte[18 * 1024 * 1024 + 7];
        new Random(1).nextBytes(large);
        Path file = Files.write(directory.resolve("large"), large);

        store().put(key("large.pack"), Content.of(file));

        assertThat(store().range(key("large.pack"), large.length - 5L, 5))
                .isEqualTo(java.util.Arrays.copyOfRange(large, large.length - 5, large.length));
        assertThat(java.util.Arrays.equals(store().get(key("large.pack")).orElseThrow(), large))
                .isTrue();
        store().delete(key("large.pack"));
    }

    @Test
    void theFirstCreatorWinsAndTheContentStays() {
        assertThat(store().createIfAbsent(key("claim.json"), bytes("mine"))).isInstanceOf(Creation.Won.class);
        assertThat(store().createIfAbsent(key("claim.json"), bytes("theirs"))).isInstanceOf(Creation.Lost.class);

        assertThat(store().get(key("claim.json")).orElseThrow()).isEqualTo(bytes("mine"));
    }

    @Test
    void theOwnEarlierTryIsWon() {
        assertThat(store().createIfAbsent(key("claim.json"), bytes("token 1"))).isInstanceOf(Creation.Won.class);
        assertThat(store().createIfAbsent(key("claim.json"), bytes("token 1"))).isInstanceOf(Creation.Won.class);
    }

    @Test
    void afterADeletionTheNameIsFreeAgain() {
        assertThat(store().createIfAbsent(key("claim.json"), bytes("one"))).isInstanceOf(Creation.Won.class);
        store().delete(key("claim.json"));

        assertThat(store().get(key("claim.json"))).isEmpty();
        assertThat(store().createIfAbsent(key("claim.json"), bytes("two"))).isInstanceOf(Creation.Won.class);
    }

    @Test
    void ofManyCreatorsAtOnceExactlyOneWins() throws Exception {
        int writers = 16;
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Future<Creation>> futures = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                byte[] content = bytes("writer " + i);
                futures.add(threads.submit(() -> {
                    start.await();
                    return store().createIfAbsent(key("raced.json"), content);
                }));
            }
        }

        List<Creation> creations = new ArrayList<>();
        for (Future<Creation> future : futures) {
            creations.add(future.get());
        }
        assertThat(creations).filteredOn(Creation.Won.class::isInstance).hasSize(1);
        assertThat(creations).filteredOn(Creation.Lost.class::isInstance).hasSize(writers - 1);
        assertThat(store().get(key("raced.json")).orElseThrow()).isEqualTo(bytes("writer " + winner(creations)));
    }

    @Test
    void aCreateOnlyObjectIsASingleRequest() {
        byte[] tooLarge = new byte[ObjectStore.LARGEST_CREATE_ONLY + 1];

        assertThatThrownBy(() -> store().createIfAbsent(key("big.json"), tooLarge))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store().get(key("big.json"))).isEmpty();
    }

    @Test
    void aListingIsInOrderAndCanBeGoneOnWith() {
        List<String> names = List.of("a/2.json", "a/1.json", "a-b/1.json", "b.json", "a/10.json", "A.json");
        names.forEach(name -> store().put(key(name), Content.of(bytes(name))));

        List<String> sorted = names.stream().sorted().map(name -> prefix + name).toList();
        assertThat(keys(store().list(prefix, null, 100))).isEqualTo(sorted);
        assertThat(keys(store().list(prefix, null, 2))).isEqualTo(sorted.subList(0, 2));
        assertThat(keys(store().list(prefix, sorted.get(1), 3))).isEqualTo(sorted.subList(2, 5));
        assertThat(keys(store().list(prefix + "a/", null, 100)))
                .containsExactly(prefix + "a/1.json", prefix + "a/10.json", prefix + "a/2.json");
        assertThat(store().list(prefix + "none/", null, 100)).isEmpty();
        assertThat(store().list(prefix + "a/", prefix + "a/2.json", 100)).isEmpty();
        assertThat(store().list(prefix + "b", null, 1).getFirst().size()).isEqualTo(6);
        assertThat(new Folders(store()).in(prefix)).containsExactly("a-b", "a");
    }

    @Test
    void aListingOfMoreThanOnePageIsWhole() {
        int count = 1_050;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < count; i++) {
                ObjectKey key = key(String.format(java.util.Locale.ROOT, "many/%010d.json", i));
                threads.execute(() -> store().put(key, Content.of(new byte[0])));
            }
        }

        List<StoredObject> all = Listing.all(store(), prefix + "many/");
        assertThat(all).hasSize(count);
        assertThat(all).isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
    }

    private ObjectKey key(String name) {
        return new ObjectKey(prefix + name);
    }

    private static int winner(List<Creation> creations) {
        for (int i = 0; i < creations.size(); i++) {
            if (creations.get(i) instanceof Creation.Won) {
                return i;
            }
        }
        throw new AssertionError("Nobody won");
    }

    private static List<String> keys(List<StoredObject> objects) {
        return objects.stream().map(object -> object.key().value()).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
