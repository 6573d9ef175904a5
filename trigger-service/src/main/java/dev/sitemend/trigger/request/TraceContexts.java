package dev.sitemend.trigger.request;

import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Begins a W3C trace for each wish that has none, so that a push can be followed through all services. */
public final class TraceContexts implements Supplier<String> {
    private final RandomGenerator random;

    public TraceContexts(RandomGenerator random) {
        this.random = random;
    }

    /** A new {@code traceparent}: version 00, trace id, parent id, sampled. */
    @Override
    public String get() {
        byte[] ids = new byte[24];
        random.nextBytes(ids);
        String hex = HexFormat.of().formatHex(ids);
        return "00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01";
    }
}
