package dev.sitemend.trigger.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sitemend.contracts.format.BuildChoice;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import dev.sitemend.trigger.status.BuildRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A build in JSON.
 *
 * @param covers only where one build is asked for, like steps, choice and notes
 */
public record BuildView(
        long number,
        String site,
        String branch,
        @Nullable String request,
        @Nullable String revision,
        @Nullable BuildMode mode,
        @Nullable Cause cause,
        @Nullable String requester,
        String state,
        @Nullable Long base,
        @Nullable Long healOf,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Duration duration,
        @Nullable String artifact,
        @Nullable Long files,
        @Nullable Long bytes,
        @Nullable Changed changed,
        @Nullable Failure failure,
        @Nullable String message,
        @Nullable String traceId,
        @Nullable String url,
        @Nullable List<String> covers,
        @Nullable List<Step> steps,
        @Nullable Choice choice,
        @Nullable List<String> notes) {
    public record Changed(
            @Nullable Long added,
            @Nullable Long modified,
            @Nullable Long removed) {}

    /**
     * Why the build failed.
     *
     * @param excerpt the log lines that say most, only where one build is asked for
     */
    public record Failure(
            @JsonProperty("class") FailureClass failure,
            @Nullable String step,
            @Nullable String message,
            @Nullable List<String> excerpt) {}

    public record Step(String name, Duration took) {}

    /**
     * Why the build was a refresh or a clean rebuild.
     *
     * @param predictedRefresh what the site's history says that a refresh takes, if it says anything
     * @param predictedRebuild the same of a clean rebuild
     * @param changedSources how many source files differ from the cache's
     */
    public record Choice(
            BuildMode mode,
            String reason,
            @Nullable Duration predictedRefresh,
            @Nullable Duration predictedRebuild,
            @Nullable Integer changedSources) {
        static Choice of(BuildChoice choice) {
            return new Choice(
                    choice.mode(),
                    choice.reason(),
                    choice.predictedRefresh(),
                    choice.predictedRebuild(),
                    choice.changedSources());
        }
    }

    static BuildView of(BuildRow row, @Nullable String url) {
        return of(row, url, Optional.empty());
    }

    static BuildView of(BuildRow row, @Nullable String url, Optional<Report> report) {
        List<String> excerpt = report.map(Report::outcome)
                .map(outcome -> outcome instanceof Outcome.Failed failed ? failed.excerpt() : null)
                .orElse(null);
        List<String> notes = report.map(Report::outcome)
                .map(outcome -> outcome instanceof Outcome.Succeeded succeeded ? succeeded.notes() : null)
                .orElse(null);
        return new BuildView(
                row.number().value(),
                row.channel().site().value(),
                row.channel().branch().value(),
                row.request() == null ? null : row.request().value(),
                revision(row),
                row.mode(),
                row.cause(),
                row.requester(),
                row.state().word(),
                row.base() == null || row.mode() == BuildMode.REBUILD
                        ? null
                        : row.base().value(),
                row.healOf() == null ? null : row.healOf().value(),
                row.startedAt(),
                row.finishedAt(),
                row.startedAt() == null || row.finishedAt() == null
                        ? null
                        : Duration.between(row.startedAt(), row.finishedAt()),
                row.artifact(),
                row.files(),
                row.bytes(),
                row.added() == null ? null : new Changed(row.added(), row.modified(), row.removed()),
                row.failure() == null ? null : new Failure(row.failure(), row.step(), row.message(), excerpt),
                row.message(),
                traceId(row.trace()),
                row.artifact() == null ? null : url,
                report.map(r -> r.covers().stream()
                                .map(request -> request.value())
                                .toList())
                        .orElse(null),
                report.map(r -> r.steps().stream()
                                .map(step -> new Step(step.name(), step.took()))
                                .toList())
                        .orElse(null),
                report.map(Report::choice).map(Choice::of).orElse(null),
                notes);
    }

    private static @Nullable String revision(BuildRow row) {
        if (row.revision() != null) {
            return row.revision().value();
        }
        return row.wanted() == null ? null : row.wanted().value();
    }

    /** The second part of a W3C {@code traceparent}: version, trace, parent, flags. */
    private static @Nullable String traceId(@Nullable String traceparent) {
        if (traceparent == null) {
            return null;
        }
        String[] parts = traceparent.split("-", -1);
        return parts.length < 4 ? null : parts[1];
    }
}
