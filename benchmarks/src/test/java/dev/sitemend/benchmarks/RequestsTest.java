package dev.sitemend.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RequestsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void writesAreTheRequestsThatChangeTheStoreWhateverCameOfThem() {
        count("put", "done", 2);
        count("create", "lost", 1);
        Requests before = Requests.of(meters);
        count("create", "won", 3);
        count("get", "missing", 4);
        count("range", "done", 5);

        assertThat(before).isEqualTo(new Requests(3, 0));
        assertThat(Requests.of(meters).since(before)).isEqualTo(new Requests(3, 9));
    }

    @Test
    void aMeasureIsToldInSeconds() {
        assertThat(new Measured(Duration.ofMillis(1250), 3, 9, 100).line()).isEqualTo("1.250000\t3\t9\t100");
    }

    private void count(String operation, String result, int times) {
        meters.counter("sitemend.store.requests", "operation", operation, "result", result)
                .increment(times);
    }
}
