package dev.sitemend.messaging.trace;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What every line that this thread logs is about, until it is closed: {@code site}, {@code channel}, {@code build},
 * {@code traceId} and {@code spanId}, by the names that log collectors join traces by.
 */
public final class LogFields implements AutoCloseable {
    private final @Nullable Map<String, String> before;

    private LogFields() {
        this.before = MDC.getCopyOfContextMap();
    }

    /** Lines are about this channel, as a part of this trace. */
    public static LogFields of(ChannelId channel, @Nullable String traceparent) {
        LogFields fields = new LogFields();
        MDC.put("site", channel.site().value());
        MDC.put("channel", channel.toString());
        Traceparent.of(traceparent).ifPresent(parts -> {
            MDC.put("traceId", parts.trace());
            MDC.put("spanId", parts.span());
        });
        return fields;
    }

    /** From now on about this build. */
    public LogFields with(BuildNumber build) {
        MDC.put("build", Long.toString(build.value()));
        return this;
    }

    /** Lines are about what they were about before. */
    @Override
    public void close() {
        if (before == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(before);
        }
    }
}
