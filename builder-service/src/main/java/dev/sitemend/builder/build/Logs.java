package dev.sitemend.builder.build;

import dev.sitemend.builder.log.BuildLog;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.SiteSettings;

/** Opens the log of a build: its file, its secrets, its listeners. */
@FunctionalInterface
public interface Logs {
    BuildLog open(SiteSettings site, Claim claim);
}
