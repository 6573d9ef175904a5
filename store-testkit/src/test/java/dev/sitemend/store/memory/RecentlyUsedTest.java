package dev.sitemend.store.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentlyUsedTest {
    // Keys with the same hash code lie in the same sixteenth.
    private record Key(String name) {
        @Override
        public int hashCode() {
            return 7;
        }
    }

    private final RecentlyUsed<Key, String> cache = new RecentlyUsed<>(16 * 10, (key, value) -> value.length());

    @Test
    void whatWasNotUsedForLongestGoesFirst() {
        cache.keep(new Key("a"), "aaaa");
        cache.keep(new Key("b"), "bbbb");
        assertThat(cache.find(new Key("a"))).hasValue("aaaa");

        cache.keep(new Key("c"), "cccc");

        assertThat(cache.find(new Key("b"))).isEmpty();
        assertThat(cache.find(new Key("a"))).hasValue("aaaa");
        assertThat(cache.find(new Key("c"))).hasValue("cccc");
        assertThat(cache.weight()).isEqualTo(8);
    }

    @Test
    void aValueThatReplacesAnotherCountsAlone() {
        cache.keep(new Key("a"), "aaaa");
        cache.keep(new Key("a"), "aa");

        assertThat(cache.find(new Key("a"))).hasValue("aa");
        assertThat(cache.weight()).isEqualTo(2);
    }

    @Test
    void whatIsTooHeavyIsNotKeptAndTakesTheOldValueWithIt() {
        cache.keep(new Key("a"), "aaaa");
        cache.keep(new Key("b"), "bbbb");

        cache.keep(new Key("a"), "a".repeat(11));

        assertThat(cache.find(new Key("a"))).isEmpty();
        assertThat(cache.find(new Key("b"))).hasValue("bbbb");
    }

    @Test
    void whatIsForgottenWeighsNothing() {
        cache.keep(new Key("a"), "aaaa");

        cache.forget(new Key("a"));
        cache.forget(new Key("never there"));

        assertThat(cache.find(new Key("a"))).isEmpty();
        assertThat(cache.weight()).isZero();
    }

    @Test
    void anyNumberOfKeysStaysWithinTheBound() {
        RecentlyUsed<Integer, String> many = new RecentlyUsed<>(1600, (key, value) -> 10);

        IntStream.range(0, 10_000).forEach(key -> many.keep(key, "value"));

        assertThat(many.weight()).isBetween(1L, 1600L);
    }
}
