package dev.sitemend.contracts.format;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code sites/<site>/builds/<number>/report.json}: closes a build for ever. Create-only, written last, signed.
 *
 * @param partition of {@code sitemend.build-requests} that the request was read from
 * @param offset of the request in that partition, so that a dead letter can name its origin
 * @param endOffset of that partition, read before anything was fetched
 * @param covers requests that this build answers besides its own
 * @param steps how long each step took, in the order they ran
 * @param choice why it was a refresh or a clean rebuild; absent when the build ended before that was decided
 * @param writer tells this report from another builder's in a read-back
 */
public record Report(
        BuildNumber number,
        ChannelId channel,
        RequestId request,
        BuildMode mode,
        Cause cause,
        String requester,
        @Nullable BuildNumber base,
        @Nullable BuildNumber healOf,
        int partition,
        long offset,
        long endOffset,
        Outcome outcome,
        List<RequestId> covers,
        List<Step> steps,
        @Nullable BuildChoice choice,
        BuilderId builder,
        Instant startedAt,
        Instant finishedAt,
        WriterToken writer,
        @Nullable String traceparent) {
    public Report {
        covers = List.copyOf(covers);
        steps = List.copyOf(steps);
    }

    /** One step of a build, and how long it took. */
    public record Step(String name, Duration took) {}

    /** Whether this report is a mark of success. */
    public boolean isSuccess() {
        return outcome instanceof Outcome.Succeeded;
    }

    /** Whether whoever waited for this build got an answer: everything but {@code abandoned}. */
    public boolean isAnswer() {
        return !(outcome instanceof Outcome.Abandoned);
    }
}
