package dev.sitemend.trigger.status;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One wish, as the read model knows it.
 *
 * @param mode absent, like cause, when only the build that covered it is known
 * @param requestedAt absent when Kafka has forgotten the request
 * @param coveredBy the build of another request that answers this one
 */
public record RequestRow(
        RequestId id,
        ChannelId channel,
        @Nullable BuildMode mode,
        @Nullable Cause cause,
        @Nullable Revision revision,
        @Nullable String requester,
        @Nullable String reason,
        @Nullable BuildNumber healOf,
        @Nullable Instant requestedAt,
        @Nullable BuildNumber coveredBy) {
    static RequestRow read(ResultSet result, int index) throws SQLException {
        Row row = new Row(result);
        return new RequestRow(
                new RequestId(row.text("id")),
                row.channel(),
                row.optionalWord("mode", BuildMode.class),
                row.optionalWord("cause", Cause.class),
                row.optionalRevision("revision"),
                row.optionalText("requester"),
                row.optionalText("reason"),
                row.optionalBuild("heal_of"),
                row.optionalInstant("requested_at"),
                row.optionalBuild("covered_by"));
    }
}
