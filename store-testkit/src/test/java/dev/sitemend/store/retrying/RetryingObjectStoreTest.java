package dev.sitemend.store.retrying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.store.Content;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.verifying.VerifyingObjectStore;
import dev.sitemend.storetestkit.Fault;
import dev.sitemend.storetestkit.FaultyObjectStore;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetryingObjectStoreTest {
    private static final ObjectKey KEY = new ObjectKey("a.json");
    private static final byte[] MINE = "mine".getBytes(StandardCharsets.UTF_8);

    private final InMemoryObjectStore memory = new InMemoryObjectStore();
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void aShortOutageIsNotNoticed() {
        memory.put(KEY, Content.of(MINE));

        assertThat(with(3, Fault.UNAVAILABLE).get(KEY).orElseThrow()).isEqualTo(MINE);
        assertThat(pauses).hasSize(3).isSorted();
        assertThat(pauses.getLast()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1600));
    }

    @Test
    void aLongOutageIsTheCallersToWaitOut() {
        assertThatThrownBy(() -> with(4, Fault.UNAVAILABLE).get(KEY)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void aCreationWhoseAnswersGotLostIsWon() {
        assertThat(with(2, Fault.ANSWER_LOST_AFTER_WRITE).createIfAbsent(KEY, MINE))
                .isInstanceOf(Creation.Won.class);
    }

    @Test
    void aCreationThatNobodyAnswersIsUnknown() {
        assertThat(with(9, Fault.UNAVAILABLE).createIfAbsent(KEY, MINE)).isInstanceOf(Creation.Unknown.class);
        assertThat(memory.get(KEY)).isEmpty();
    }

    @Test
    void anotherWritersObjectIsLostAlsoAfterATrouble() {
        memory.createIfAbsent(KEY, "theirs".getBytes(StandardCharsets.UTF_8));

        assertThat(with(1, Fault.UNAVAILABLE).createIfAbsent(KEY, MINE)).isInstanceOf(Creation.Lost.class);
    }

    @Test
    void aTornRangeIsAskedForAgain() {
        memory.put(KEY, Content.of(MINE));

        assertThat(with(2, Fault.TORN_BODY).range(KEY, 0, 4)).isEqualTo(MINE);
    }

    private RetryingObjectStore with(int times, Fault fault) {
        FaultyObjectStore faulty = new FaultyObjectStore(memory, FaultyObjectStore.times(times, fault, _ -> true));
        return new RetryingObjectStore(new VerifyingObjectStore(faulty), pauses::add, new Random(1));
    }
}
