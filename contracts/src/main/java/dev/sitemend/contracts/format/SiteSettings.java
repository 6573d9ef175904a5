package dev.sitemend.contracts.format;

import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code sites/<site>/settings/<seq>.json}: one version of a site's registration; the highest counts.
 *
 * @param seq version, counted from 1
 * @param repository where the site's Git lives; absent when it lives in Sitemend's own Git server
 * @param branch the production branch
 * @param previews patterns ({@code *} matches anything) of the branches that get previews
 * @param generator overrides detection and {@code sitemend.yml}
 * @param network whether the operator grants the site's wish for network
 * @param visibility who may read states and logs
 * @param secrets encrypted values by name, such as {@code webhook} or {@code repository-password}
 * @param retention how much of the past stays; absent for the installation's defaults
 * @param removed the site is not served and not built any more
 */
public record SiteSettings(
        SiteId site,
        long seq,
        @Nullable String repository,
        BranchName branch,
        List<String> domains,
        List<String> previews,
        @Nullable String generator,
        boolean network,
        Visibility visibility,
        Map<String, String> secrets,
        @Nullable Retention retention,
        boolean removed,
        Instant changedAt,
        String changedBy,
        WriterToken writer) {
    /** Who may read a site's states and logs; its pages are served to everyone. */
    public enum Visibility {
        PUBLIC,
        PRIVATE
    }

    public SiteSettings {
        domains = List.copyOf(domains);
        previews = List.copyOf(previews);
        secrets = Map.copyOf(secrets);
    }

    /** The channel that is published at the site's own address. */
    public ChannelId production() {
        return new ChannelId(site, branch);
    }

    /** Whether the site lives in Sitemend's own Git server. */
    public boolean isHosted() {
        return repository == null;
    }
}
