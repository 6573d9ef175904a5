package dev.sitemend.trigger.site;

import dev.sitemend.contracts.format.Retention;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.format.SiteSettings.Visibility;
import dev.sitemend.contracts.id.BranchName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a site as people write them, before they are checked.
 *
 * @param repository absent for a site that lives here
 * @param secrets new values by name; an empty one takes the secret away, and one that is not named stays
 * @param retention how much of the past stays; absent for the installation's defaults
 * @param branch the production branch; absent to take the repository's own default
 */
public record SiteDraft(
        @Nullable String repository,
        @Nullable BranchName branch,
        List<String> domains,
        List<String> previews,
        @Nullable String generator,
        boolean network,
        Visibility visibility,
        Map<String, String> secrets,
        @Nullable Retention retention) {
    /** A site of which nothing was said but its name. */
    public static final SiteDraft EMPTY =
            new SiteDraft(null, null, List.of(), List.of("*"), null, false, Visibility.PUBLIC, Map.of(), null);

    public SiteDraft {
        domains = List.copyOf(domains);
        previews = List.copyOf(previews);
        secrets = Map.copyOf(secrets);
    }

    /** What is in force now. */
    public static SiteDraft of(SiteSettings site) {
        return new SiteDraft(
                site.repository(),
                site.branch(),
                site.domains(),
                site.previews(),
                site.generator(),
                site.network(),
                site.visibility(),
                Map.of(),
                site.retention());
    }

    /** The same draft with one more secret. */
    SiteDraft withSecret(String name, String value) {
        Map<String, String> more = new HashMap<>(secrets);
        more.put(name, value);
        return new SiteDraft(repository, branch, domains, previews, generator, network, visibility, more, retention);
    }

    @Override
    public String toString() {
        return "draft of a site at " + (repository == null ? "this Git server" : "another Git host");
    }
}
