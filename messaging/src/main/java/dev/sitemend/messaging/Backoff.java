package dev.sitemend.messaging;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Growing pauses between attempts, the same for everybody who retries in place: doubled each time, and jittered. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /**
     * How long to pause after so many failed attempts, counted from 1: between half of the doubled pause and all of it.
     */
    public Duration after(int failures) {
        // 200 ms doubled six times is beyond the longest pause; more doublings would overflow in the end.
        int doublings = Math.min(failures - 1, 6);
        long full = Math.min(FIRST.toMillis() << doublings, LONGEST.toMillis());
        return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
    }
}
