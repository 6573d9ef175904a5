package dev.sitemend.builder.build;

import dev.sitemend.builder.log.BuildLog;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.SiteSettings;

/** Opens the logs of builds: their files, their secrets, their listeners. */
public interface Logs {
    BuildLog open(SiteSettings site, Claim claim);

    /** The log was kept, or is worth nothing: its file may go. */
    void discard(BuildLog log);
}
