package dev.sitemend.builder.workspace;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;

/** Lays out workspaces on the builder's disk. */
public interface Workspaces {
    /** An empty workspace for this build. */
    Workspace open(SiteId site, BuildNumber build);
}
