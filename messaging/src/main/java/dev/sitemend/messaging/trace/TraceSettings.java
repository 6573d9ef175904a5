package dev.sitemend.messaging.trace;

import java.net.URI;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code sitemend.tracing.*}.
 *
 * @param endpoint of a collector that takes OTLP over HTTP, such as {@code http://collector:4318}; empty for none
 */
@ConfigurationProperties("sitemend.tracing")
public record TraceSettings(@DefaultValue("") String endpoint) {
    public TraceSettings {
        if (!endpoint.isEmpty() && !isAddress(endpoint)) {
            throw new IllegalArgumentException("sitemend.tracing.endpoint is '" + endpoint
                    + "': expected the address of a collector that takes OTLP over HTTP, such as"
                    + " http://localhost:4318, or nothing for no tracing");
        }
    }

    /** No class of OpenTelemetry is loaded where nobody wants its spans. */
    public Traces traces(String service, RandomGenerator random) {
        return endpoint.isEmpty() ? new NoTraces(random) : OpenTelemetryTraces.to(URI.create(endpoint), service);
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
