package dev.sitemend.trigger.status;

import dev.sitemend.contracts.event.DeadLetterEvent.Resolution;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.DeadLetterId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record set aside, as the read model knows it.
 *
 * @param channel absent, like everything about a build, when the record could not be read
 * @param resolution absent while nobody has dealt with it
 */
public record DeadLetterRow(
        DeadLetterId id,
        @Nullable ChannelId channel,
        @Nullable RequestId request,
        @Nullable FailureClass failure,
        String message,
        @Nullable BuildNumber build,
        @Nullable Revision revision,
        long attempts,
        String originTopic,
        long originPartition,
        long originOffset,
        @Nullable String payload,
        Instant at,
        @Nullable Resolution resolution,
        @Nullable RequestId resolvingRequest,
        @Nullable String resolvedBy,
        @Nullable Instant resolvedAt) {
    static DeadLetterRow read(ResultSet result, int index) throws SQLException {
        Row row = new Row(result);
        return new DeadLetterRow(
                new DeadLetterId(row.text("id")),
                row.optionalChannel(),
                row.optionalRequest("request"),
                row.optionalWord("failure", FailureClass.class),
                row.text("message"),
                row.optionalBuild("build"),
                row.optionalRevision("revision"),
                row.number("attempts"),
                row.text("origin_topic"),
                row.number("origin_partition"),
                row.number("origin_offset"),
                row.optionalText("payload"),
                row.instant("set_aside_at"),
                row.optionalWord("resolution", Resolution.class),
                row.optionalRequest("resolving_request"),
                row.optionalText("resolved_by"),
                row.optionalInstant("resolved_at"));
    }
}
