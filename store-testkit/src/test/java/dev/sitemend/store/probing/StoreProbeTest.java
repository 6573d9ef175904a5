package dev.sitemend.store.probing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.store.Content;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.StoredObject;
import dev.sitemend.storetestkit.Fault;
import dev.sitemend.storetestkit.FaultyObjectStore;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StoreProbeTest {
    private final InMemoryObjectStore memory = new InMemoryObjectStore();

    @Test
    void aStoreWithAtomicCreationPassesAndIsLeftClean() {
        probe(memory);

        assertThat(memory.list("", null, 10)).isEmpty();
    }

    @Test
    void aStoreThatIgnoresTheConditionIsRefusedByName() {
        assertThatThrownBy(() -> probe(new UnconditionalStore(memory)))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageStartingWith(
                        "Cannot use bucket 'x' at http://store: of 32 writers that created one object at"
                                + " the same time, 32 were told that they won (round 1).")
                .hasMessageContaining("VersityGW");
    }

    @Test
    void aLostAnswerDuringTheProbeCostsOnlyThatRound() {
        probe(new FaultyObjectStore(
                memory,
                FaultyObjectStore.times(
                        2,
                        Fault.ANSWER_LOST_AFTER_WRITE,
                        request -> request.isWrite()
                                && !request.key().isEmpty()
                                && request.operation() != dev.sitemend.storetestkit.StoreRequest.Operation.DELETE)));
    }

    @Test
    void aStoreThatKeepsLosingAnswersIsUnavailable() {
        assertThatThrownBy(() -> probe(new FaultyObjectStore(
                        memory,
                        request -> request.operation() == dev.sitemend.storetestkit.StoreRequest.Operation.CREATE
                                ? Optional.of(Fault.ANSWER_LOST_AFTER_WRITE)
                                : Optional.empty())))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("left writes unanswered");
    }

    private static void probe(ObjectStore store) {
        new StoreProbe(
                        store,
                        "bucket 'x' at http://store",
                        () -> UUID.randomUUID().toString())
                .run();
    }

    /** Answers like a store that has never heard of If-None-Match. */
    private record UnconditionalStore(ObjectStore store) implements ObjectStore {
        @Override
        public Optional<byte[]> get(ObjectKey key) {
            return store.get(key);
        }

        @Override
        public byte[] range(ObjectKey key, long offset, int length) {
            return store.range(key, offset, length);
        }

        @Override
        public void put(ObjectKey key, Content content) {
            store.put(key, content);
        }

        @Override
        public Creation createIfAbsent(ObjectKey key, byte[] content) {
            store.put(key, Content.of(content));
            return new Creation.Won();
        }

        @Override
        public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
            return store.list(prefix, startAfter, limit);
        }

        @Override
        public void delete(ObjectKey key) {
            store.delete(key);
        }
    }
}
