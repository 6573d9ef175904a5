package dev.sitemend.benchmarks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;

/**
 * How many requests were made of the store, as its own meter counts them.
 *
 * @param writes that changed it, or tried to
 */
record Requests(long writes, long reads) {
    private static final String METER = "sitemend.store.requests";
    private static final Set<String> WRITING = Set.of("put", "create", "delete");

    static Requests of(MeterRegistry meters) {
        long writes = 0;
        long reads = 0;
        for (Counter counter : meters.find(METER).counters()) {
            if (WRITING.contains(String.valueOf(counter.getId().getTag("operation")))) {
                writes += (long) counter.count();
            } else {
                reads += (long) counter.count();
            }
        }
        return new Requests(writes, reads);
    }

    Requests since(Requests before) {
        return new Requests(writes - before.writes, reads - before.reads);
    }
}
