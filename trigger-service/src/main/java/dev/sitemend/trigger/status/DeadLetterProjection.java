package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.DeadLetterEvent;
import dev.sitemend.contracts.id.DeadLetterId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Records set aside, and what became of them. The first resolution may be followed by a person's, which counts then.
 */
final class DeadLetterProjection {
    private final JdbcClient jdbc;

    DeadLetterProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void apply(DeadLetterEvent event) {
        switch (event) {
            case DeadLetterEvent.DeadLettered letter -> setAside(letter);
            case DeadLetterEvent.DeadLetterResolved resolved -> resolved(resolved);
        }
    }

    private void setAside(DeadLetterEvent.DeadLettered event) {
        ensure(event.id());
        Parameters parameters = Parameters.none()
                .with("id", event.id())
                .with("site", event.channel() == null ? null : event.channel().site())
                .with("branch", event.channel() == null ? null : event.channel().branch())
                .with(
                        "request",
                        event.request() == null ? null : event.request().id())
                .with("failure", event.failure())
                .with("message", event.message())
                .with("build", event.build())
                .with("revision", event.revision())
                .with("attempts", event.attempts())
                .with("topic", event.originTopic())
                .with("partition", event.originPartition())
                .with("offset", event.originOffset())
                .with("payload", event.payload())
                .with("at", event.at());
        jdbc.sql("""
                update dead_letter set site = :site, branch = :branch, request = coalesce(:request, request),
                    failure = :failure, message = :message, build = :build, revision = :revision,
                    attempts = :attempts, origin_topic = :topic, origin_partition = :partition,
                    origin_offset = :offset, payload = :payload, set_aside_at = coalesce(set_aside_at, :at)
                where id = :id""").params(parameters.map()).update();
    }

    private void resolved(DeadLetterEvent.DeadLetterResolved event) {
        ensure(event.id());
        jdbc.sql("""
                update dead_letter set resolution = :resolution, resolving_request = :request, resolved_by = :by,
                    resolved_at = :at
                where id = :id and (resolved_at is null or resolved_at <= :at)""")
                .params(Parameters.none()
                        .with("id", event.id())
                        .with("resolution", event.resolution())
                        .with("request", event.request())
                        .with("by", event.by())
                        .with("at", event.at())
                        .map())
                .update();
    }

    private void ensure(DeadLetterId id) {
        boolean known = jdbc.sql("select id from dead_letter where id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional()
                .isPresent();
        if (!known) {
            jdbc.sql("insert into dead_letter (id) values (:id)")
                    .param("id", id.value())
                    .update();
        }
    }
}
