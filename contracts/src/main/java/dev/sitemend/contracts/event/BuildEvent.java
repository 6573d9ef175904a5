package dev.sitemend.contracts.event;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;
import dev.sitemend.contracts.vocabulary.FailureClass;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sitemend.builds}, keyed by channel. */
public sealed interface BuildEvent extends Event {
    ChannelId channel();

    @Override
    default String key() {
        return channel().toString();
    }

    /** A builder claimed a build. */
    record BuildStarted(
            ChannelId channel,
            BuildNumber build,
            RequestId request,
            BuildMode mode,
            Cause cause,
            String requester,
            @Nullable Revision wanted,
            @Nullable BuildNumber base,
            @Nullable BuildNumber healOf,
            BuilderId builder,
            Instant at,
            @Nullable String traceparent)
            implements BuildEvent {}

    /** The builder of an open build is alive. Sent every 3 s. {@code step} is what it does. */
    record BuildHeartbeat(ChannelId channel, BuildNumber build, BuilderId builder, String step, Instant at)
            implements BuildEvent {}

    /** The report of this build is a mark of success. */
    record BuildSucceeded(
            ChannelId channel,
            BuildNumber build,
            RequestId request,
            BuildMode mode,
            Cause cause,
            Revision revision,
            Digest artifact,
            long files,
            long bytes,
            long added,
            long modified,
            long removed,
            List<String> notes,
            Instant startedAt,
            Instant at,
            @Nullable String traceparent)
            implements BuildEvent {
        public BuildSucceeded {
            notes = List.copyOf(notes);
        }
    }

    /** The report of this build is a failure's record. */
    record BuildFailed(
            ChannelId channel,
            BuildNumber build,
            RequestId request,
            BuildMode mode,
            Cause cause,
            @Nullable Revision revision,
            FailureClass failure,
            String step,
            String message,
            Instant startedAt,
            Instant at,
            @Nullable String traceparent)
            implements BuildEvent {}

    /** The claim was closed without an answer; its request is built by another. */
    record BuildAbandoned(ChannelId channel, BuildNumber build, BuilderId by, String reason, Instant at)
            implements BuildEvent {}

    /** The build found that its branch does not exist any more. */
    record BranchVanished(ChannelId channel, BuildNumber build, RequestId request, Instant at) implements BuildEvent {}

    /** A request needs no build of its own: {@code coveredBy} answers it. */
    record BuildSkipped(ChannelId channel, RequestId request, BuildNumber coveredBy, Instant at)
            implements BuildEvent {}
}
