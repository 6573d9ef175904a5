package dev.sitemend.builder.build;

import dev.sitemend.builder.record.Wish;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.messaging.trace.LogFields;
import dev.sitemend.messaging.trace.Span;
import dev.sitemend.messaging.trace.Traces;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One build as a part of the trace that its request began, and what the lines logged meanwhile are about. */
final class BuildTrace implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BuildChain.class);

    private final Span span;
    private final LogFields fields;

    private BuildTrace(Span span, LogFields fields) {
        this.span = span;
        this.fields = fields;
    }

    static BuildTrace begin(Traces traces, Wish wish) {
        Span span = traces.begin(
                "build",
                Traces.Kind.RECEIVING,
                wish.request().traceparent(),
                Map.of(
                        "sitemend.channel", wish.channel().toString(),
                        "sitemend.request", wish.request().id().value(),
                        "sitemend.cause", wish.request().cause().name()));
        return new BuildTrace(span, LogFields.of(wish.channel(), span.traceparent()));
    }

    /** What claim, report and events of the build carry: whoever goes on from them goes on from this build. */
    String traceparent() {
        return span.traceparent();
    }

    void claimed(Claim claim) {
        fields.with(claim.number());
        span.note("sitemend.build", Long.toString(claim.number().value()));
        LOG.info("Build {} of {} begins: {} of {}", claim.number(), claim.channel(), claim.cause(), claim.requester());
    }

    Ended ended(Ended ended) {
        switch (ended) {
            case Ended.Reported reported -> reported(reported.report());
            case Ended.Overtaken(Report theirs) -> span.failed("closed by another builder: " + word(theirs.outcome()));
            case Ended.AnsweredBefore(Report earlier) ->
                span.note("sitemend.answered", earlier.number().toString());
            case Ended.UnderWay(var other) -> span.note("sitemend.answered", other.toString());
        }
        return ended;
    }

    private void reported(Report report) {
        Duration all = report.steps().stream().map(Report.Step::took).reduce(Duration.ZERO, Duration::plus);
        // They follow each other without gaps, and the last one ends with the report.
        Instant begin = report.finishedAt().minus(all);
        for (Report.Step step : report.steps()) {
            Instant end = begin.plus(step.took());
            span.step(step.name(), begin, end);
            begin = end;
        }

        span.note("sitemend.mode", report.mode().name());
        span.note("sitemend.outcome", word(report.outcome()));
        if (report.outcome() instanceof Outcome.Failed failed) {
            span.failed(failed.message());
        }
        LOG.info(
                "Build {} of {} ended: {} {} after {} ms",
                report.number(),
                report.channel(),
                report.mode(),
                word(report.outcome()),
                Duration.between(report.startedAt(), report.finishedAt()).toMillis());
    }

    private static String word(Outcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() {
        fields.close();
        span.close();
    }
}
