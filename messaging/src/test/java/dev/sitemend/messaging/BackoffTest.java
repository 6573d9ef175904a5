package dev.sitemend.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1,100,200", "2,200,400", "6,3200,6400", "7,5000,10000", "8,5000,10000", "1000000,5000,10000"})
    void pausesDoubleUpToTenSecondsAndAreJittered(int failures, long shortest, long longest) {
        Backoff backoff = new Backoff(new Random(1));

        for (int i = 0; i < 100; i++) {
            assertThat(backoff.after(failures)).isBetween(Duration.ofMillis(shortest), Duration.ofMillis(longest));
        }
    }
}
