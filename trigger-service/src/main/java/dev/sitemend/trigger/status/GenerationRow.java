package dev.sitemend.trigger.status;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.Revision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One entry of a channel's publication log, as the read model knows it. */
public record GenerationRow(
        long number,
        GenerationKind kind,
        @Nullable BuildNumber build,
        @Nullable Revision revision,
        Instant at,
        String by,
        @Nullable String reason,
        @Nullable Instant until) {
    static GenerationRow read(ResultSet result, int index) throws SQLException {
        Row row = new Row(result);
        return new GenerationRow(
                row.number("number"),
                row.word("kind", GenerationKind.class),
                row.optionalBuild("build"),
                row.optionalRevision("revision"),
                row.instant("written_at"),
                row.text("written_by"),
                row.optionalText("reason"),
                row.optionalInstant("until"));
    }
}
