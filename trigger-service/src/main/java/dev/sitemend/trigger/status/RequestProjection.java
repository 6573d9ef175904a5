package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.RequestEvent;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wishes, as rows of {@code request}. A claim tells of a request that Kafka has forgotten already. */
final class RequestProjection {
    private final JdbcClient jdbc;

    RequestProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void apply(RequestEvent event) {
        switch (event) {
            case RequestEvent.BuildRequested requested -> requested(requested);
        }
    }

    private void requested(RequestEvent.BuildRequested event) {
        ensure(event.id(), event.channel());
        // The first delivery counts: a second one of the same id is the same wish.
        jdbc.sql("""
                update request set mode = :mode, cause = :cause, revision = :revision, announced = true,
                    requester = :requester, reason = :reason, heal_of = :healOf,
                    requested_at = coalesce(requested_at, :at)
                where id = :id""")
                .params(Parameters.of(event.channel())
                        .with("id", event.id())
                        .with("mode", event.mode())
                        .with("cause", event.cause())
                        .with("revision", event.revision())
                        .with("requester", event.requester())
                        .with("reason", event.reason())
                        .with("healOf", event.healOf())
                        .with("at", event.at())
                        .map())
                .update();
    }

    /** A builder claimed a build for the request. */
    void begun(BuildEvent.BuildStarted event) {
        ensure(event.request(), event.channel());
        jdbc.sql("""
                update request set mode = coalesce(mode, :mode), cause = coalesce(cause, :cause),
                    revision = coalesce(revision, :wanted), requester = coalesce(requester, :requester),
                    heal_of = coalesce(heal_of, :healOf)
                where id = :id and not announced""")
                .params(Parameters.none()
                        .with("id", event.request())
                        .with("mode", event.mode())
                        .with("cause", event.cause())
                        .with("wanted", event.wanted())
                        .with("requester", event.requester())
                        .with("healOf", event.healOf())
                        .map())
                .update();
    }

    /** The request needs no build of its own. */
    void covered(RequestId request, ChannelId channel, BuildNumber build) {
        ensure(request, channel);
        jdbc.sql("update request set covered_by = :build where id = :id")
                .params(Parameters.none()
                        .with("id", request)
                        .with("build", build)
                        .map())
                .update();
    }

    private void ensure(RequestId id, ChannelId channel) {
        jdbc.sql("""
                insert into request (id, site, branch, announced)
                select :id, :site, :branch, false
                where not exists (select 1 from request where id = :id)""").params(Parameters.of(channel).with("id", id).map()).update();
    }
}
