package dev.sitemend.benchmarks;

import java.time.Duration;
import java.util.Locale;

/**
 * What one thing took.
 *
 * @param writes requests that changed the store
 * @param reads all others
 * @param bytes that were sent or brought, where that is counted
 */
record Measured(Duration took, long writes, long reads, long bytes) {
    /** Seconds, writes, reads, bytes. */
    String line() {
        return String.format(Locale.ROOT, "%.6f\t%d\t%d\t%d", took.toNanos() / 1e9, writes, reads, bytes);
    }
}
