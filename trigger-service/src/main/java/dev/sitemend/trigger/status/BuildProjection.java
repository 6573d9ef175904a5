package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the builders said, as rows of {@code build}. Events may come twice and in any order: a build that has ended
 * never runs again, and what is known is not forgotten.
 */
final class BuildProjection {
    private final JdbcClient jdbc;
    private final RequestProjection requests;

    BuildProjection(JdbcClient jdbc, RequestProjection requests) {
        this.jdbc = jdbc;
        this.requests = requests;
    }

    void apply(BuildEvent event) {
        switch (event) {
            case BuildEvent.BuildStarted started -> started(started);
            case BuildEvent.BuildHeartbeat _ -> {
                // Of the moment only: kept in memory, by Heartbeats.
            }
            case BuildEvent.BuildSucceeded succeeded -> succeeded(succeeded);
            case BuildEvent.BuildFailed failed -> failed(failed);
            case BuildEvent.BuildAbandoned abandoned -> abandoned(abandoned);
            case BuildEvent.BranchVanished vanished -> vanished(vanished);
            case BuildEvent.BuildSkipped skipped ->
                requests.covered(skipped.request(), skipped.channel(), skipped.coveredBy());
        }
    }

    private void started(BuildEvent.BuildStarted event) {
        ensure(event.channel(), event.build());
        Parameters parameters = Parameters.of(event.channel())
                .with("number", event.build())
                .with("request", event.request())
                .with("mode", event.mode())
                .with("cause", event.cause())
                .with("requester", event.requester())
                .with("wanted", event.wanted())
                .with("base", event.base())
                .with("healOf", event.healOf())
                .with("builder", event.builder())
                .with("at", event.at())
                .with("trace", event.traceparent());
        // A report knows better than the claim in which mode the build was really done.
        jdbc.sql("""
                update build set request = coalesce(request, :request), mode = coalesce(mode, :mode),
                    cause = coalesce(cause, :cause), requester = coalesce(requester, :requester),
                    wanted = coalesce(wanted, :wanted), heal_of = coalesce(heal_of, :healOf),
                    base = case when state = 'RUNNING' then :base else base end,
                    builder = coalesce(builder, :builder), started_at = coalesce(started_at, :at),
                    trace = coalesce(trace, :trace)
                where site = :site and number = :number""").params(parameters.map()).update();
        requests.begun(event);
    }

    private void succeeded(BuildEvent.BuildSucceeded event) {
        ensure(event.channel(), event.build());
        Parameters parameters = Parameters.of(event.channel())
                .with("number", event.build())
                .with("request", event.request())
                .with("mode", event.mode())
                .with("cause", event.cause())
                .with("revision", event.revision())
                .with("artifact", event.artifact())
                .with("files", event.files())
                .with("bytes", event.bytes())
                .with("added", event.added())
                .with("modified", event.modified())
                .with("removed", event.removed())
                .with("startedAt", event.startedAt())
                .with("at", event.at())
                .with("trace", event.traceparent());
        jdbc.sql("""
                update build set state = 'SUCCEEDED', request = :request, mode = :mode, cause = :cause,
                    revision = :revision, artifact = :artifact, files = :files, bytes = :bytes, added = :added,
                    modified = :modified, removed = :removed, started_at = coalesce(started_at, :startedAt),
                    finished_at = :at, trace = coalesce(trace, :trace)
                where site = :site and number = :number""").params(parameters.map()).update();
    }

    private void failed(BuildEvent.BuildFailed event) {
        ensure(event.channel(), event.build());
        Parameters parameters = Parameters.of(event.channel())
                .with("number", event.build())
                .with("request", event.request())
                .with("mode", event.mode())
                .with("cause", event.cause())
                .with("revision", event.revision())
                .with("failure", event.failure())
                .with("step", event.step())
                .with("message", event.message())
                .with("startedAt", event.startedAt())
                .with("at", event.at())
                .with("trace", event.traceparent());
        jdbc.sql("""
                update build set state = 'FAILED', request = :request, mode = :mode, cause = :cause,
                    revision = :revision, failure = :failure, step = :step, message = :message,
                    started_at = coalesce(started_at, :startedAt), finished_at = :at, trace = coalesce(trace, :trace)
                where site = :site and number = :number""").params(parameters.map()).update();
    }

    private void abandoned(BuildEvent.BuildAbandoned event) {
        ensure(event.channel(), event.build());
        jdbc.sql("""
                update build set state = 'ABANDONED', message = :reason, finished_at = :at
                where site = :site and number = :number and state in ('RUNNING', 'ABANDONED')""")
                .params(Parameters.of(event.channel())
                        .with("number", event.build())
                        .with("reason", event.reason())
                        .with("at", event.at())
                        .map())
                .update();
    }

    private void vanished(BuildEvent.BranchVanished event) {
        ensure(event.channel(), event.build());
        jdbc.sql("""
                update build set state = 'GONE', request = :request, message = 'The branch does not exist any more.',
                    finished_at = :at
                where site = :site and number = :number""")
                .params(Parameters.of(event.channel())
                        .with("number", event.build())
                        .with("request", event.request())
                        .with("at", event.at())
                        .map())
                .update();
    }

    private void ensure(ChannelId channel, BuildNumber number) {
        jdbc.sql("merge into build (site, number, branch) key (site, number) values (:site, :number, :branch)")
                .params(Parameters.of(channel).with("number", number).map())
                .update();
    }
}
