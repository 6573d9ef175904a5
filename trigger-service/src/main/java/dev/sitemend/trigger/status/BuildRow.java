package dev.sitemend.trigger.status;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One numbered build, as the read model knows it. Of one that was closed by another builder less is known.
 *
 * @param wanted what its request named
 * @param revision what it built
 * @param files of its artifact, present when it succeeded, like all other numbers
 * @param step where it failed
 * @param message why it failed, or why it was abandoned
 */
public record BuildRow(
        ChannelId channel,
        BuildNumber number,
        BuildState state,
        @Nullable RequestId request,
        @Nullable BuildMode mode,
        @Nullable Cause cause,
        @Nullable String requester,
        @Nullable Revision wanted,
        @Nullable Revision revision,
        @Nullable BuildNumber base,
        @Nullable BuildNumber healOf,
        @Nullable String builder,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String artifact,
        @Nullable Long files,
        @Nullable Long bytes,
        @Nullable Long added,
        @Nullable Long modified,
        @Nullable Long removed,
        @Nullable FailureClass failure,
        @Nullable String step,
        @Nullable String message,
        @Nullable String trace) {
    static BuildRow read(ResultSet result, int index) throws SQLException {
        Row row = new Row(result);
        return new BuildRow(
                row.channel(),
                row.build("number"),
                row.word("state", BuildState.class),
                row.optionalRequest("request"),
                row.optionalWord("mode", BuildMode.class),
                row.optionalWord("cause", Cause.class),
                row.optionalText("requester"),
                row.optionalRevision("wanted"),
                row.optionalRevision("revision"),
                row.optionalBuild("base"),
                row.optionalBuild("heal_of"),
                row.optionalText("builder"),
                row.optionalInstant("started_at"),
                row.optionalInstant("finished_at"),
                row.optionalText("artifact"),
                row.optionalNumber("files"),
                row.optionalNumber("bytes"),
                row.optionalNumber("added"),
                row.optionalNumber("modified"),
                row.optionalNumber("removed"),
                row.optionalWord("failure", FailureClass.class),
                row.optionalText("step"),
                row.optionalText("message"),
                row.optionalText("trace"));
    }

    /** Whether the build has given the answer that its request waited for. */
    public boolean isAnswer() {
        return state != BuildState.RUNNING && state != BuildState.ABANDONED;
    }
}
