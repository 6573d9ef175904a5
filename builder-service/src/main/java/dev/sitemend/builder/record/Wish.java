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
