package dev.sitemend.trigger.status;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Revision;
import java.util.Optional;

/** Asks the repository itself, where it is at hand. */
@FunctionalInterface
public interface BranchHeads {
    /** The newest commit of the branch; empty where that is not known. */
    Optional<Revision> head(ChannelId channel);
}
