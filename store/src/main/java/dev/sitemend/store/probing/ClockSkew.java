package dev.sitemend.store.probing;

import dev.sitemend.store.StoreRefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far our clock and the store's are apart. Stores refuse signatures that are 15 minutes off, builders are given
 * tokens that are good for an hour, and what may be collected is judged by the store's clock.
 */
public final class ClockSkew {
    /** More than any network's delay, and what a clock that NTP keeps never has. */
    public static final Duration NOTABLE = Duration.ofSeconds(30);

    /** A third of what S3 puts up with, so that it is told before requests begin to fail. */
    static final Duration LARGEST = Duration.ofMinutes(5);

    private ClockSkew() {}

    /**
     * The difference, if it is notable.
     *
     * @param name what to call the store in messages
     * @throws StoreRefusedException if nothing works properly with so much
     */
    public static Optional<Duration> check(String name, Instant ours, Instant theirs) {
        Duration skew = Duration.between(theirs, ours);
        if (skew.abs().compareTo(LARGEST) > 0) {
            throw new StoreRefusedException("Cannot use " + name + ": our clock says " + ours + " and the store's "
                    + theirs + ", " + skew.abs().toMinutes() + " minutes "
                    + (skew.isNegative() ? "later" : "earlier") + ". Set the wrong one by NTP, for instance with"
                    + " apt-get install chrony");
        }
        return skew.abs().compareTo(NOTABLE) > 0 ? Optional.of(skew.abs()) : Optional.empty();
    }
}
