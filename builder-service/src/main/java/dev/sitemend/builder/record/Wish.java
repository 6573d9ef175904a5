package dev.sitemend.builder.record;

import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.contracts.vocabulary.Cause;

/** A request that shall be built now, and where it was read. */
public record Wish(BuildRequested request, int partition, long offset) {
    public ChannelId channel() {
        return request.channel();
    }

    public SiteId site() {
        return request.channel().site();
    }

    /** The same wish, as a part of a trace that has gone on meanwhile. */
    public Wish tracedBy(String traceparent) {
        return new Wish(
                new BuildRequested(
                        request.id(),
                        request.channel(),
                        request.mode(),
                        request.cause(),
                        request.revision(),
                        request.requester(),
                        request.reason(),
                        request.healOf(),
                        request.at(),
                        traceparent),
                partition,
                offset);
    }

    public boolean wantsClean() {
        return request.mode() == BuildMode.REBUILD;
    }

    public boolean isHeal() {
        return request.cause() == Cause.HEAL;
    }

    public boolean isForced() {
        return request.cause() == Cause.FORCED;
    }

    /** A push that deleted the branch: the only one without a revision. */
    public boolean isDeletion() {
        return request.cause() == Cause.PUSH && request.revision() == null;
    }
}
