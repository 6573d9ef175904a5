package dev.sitemend.builder.workspace;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;

/** Workspaces on the builder's disk. */
public interface Workspaces {
    /** A workspace for this build: the channel's, or an empty one if another build has that. */
    Workspace open(ChannelId channel, BuildNumber build);
}
