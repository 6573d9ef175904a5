package dev.sitemend.messaging.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans to a collector, by OTLP over HTTP, from a thread of its own: a collector that is slow or away costs
 * spans, and never time.
 */
final class OpenTelemetryTraces implements Traces {
    /** Somebody looks for a push that is just through. */
    private static final Duration BETWEEN_SENDS = Duration.ofSeconds(1);

    private static final Duration LONGEST_SEND = Duration.ofSeconds(5);

    /** The service has 10 s to end, for all that it does. */
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private OpenTelemetryTraces(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("dev.sitemend");
    }

    /** @param endpoint of the collector, without {@code /v1/traces} */
    static OpenTelemetryTraces to(URI endpoint, String service) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString().replaceAll("/+$", "") + "/v1/traces")
                .setTimeout(LONGEST_SEND)
                .build();
        return new OpenTelemetryTraces(SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), service))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(BETWEEN_SENDS)
                        .build())
                .build());
    }

    @Override
    public Span begin(String name, Kind kind, @Nullable String parent, Map<String, String> attributes) {
        SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind(kind));
        Traceparent.of(parent)
                .ifPresentOrElse(known -> builder.setParent(Context.root().with(remote(known))), builder::setNoParent);
        attributes.forEach(builder::setAttribute);
        return new Told(builder.startSpan());
    }

    private static SpanKind kind(Kind kind) {
        return switch (kind) {
            case ASKED -> SpanKind.SERVER;
            case SENDING -> SpanKind.PRODUCER;
            case RECEIVING -> SpanKind.CONSUMER;
        };
    }

    private static io.opentelemetry.api.trace.Span remote(Traceparent parent) {
        return io.opentelemetry.api.trace.Span.wrap(SpanContext.createFromRemoteParent(
                parent.trace(), parent.span(), TraceFlags.fromHex(parent.flags(), 0), TraceState.getDefault()));
    }

    @Override
    public void close() {
        provider.shutdown().join(LONGEST_GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private final class Told implements Span {
        private final io.opentelemetry.api.trace.Span span;

        private Told(io.opentelemetry.api.trace.Span span) {
            this.span = span;
        }

        @Override
        public String traceparent() {
            SpanContext context = span.getSpanContext();
            return new Traceparent(
                            context.getTraceId(),
                            context.getSpanId(),
                            context.getTraceFlags().asHex())
                    .toString();
        }

        @Override
        public void step(String name, Instant begin, Instant end) {
            tracer.spanBuilder(name)
                    .setParent(Context.root().with(span))
                    .setStartTimestamp(begin)
                    .startSpan()
                    .end(end);
        }

        @Override
        public void note(String attribute, String value) {
            span.setAttribute(attribute, value);
        }

        @Override
        public void failed(String why) {
            span.setStatus(StatusCode.ERROR, why);
        }

        @Override
        public void close() {
            span.end();
        }
    }
}
