package dev.sitemend.builder.build;

import dev.sitemend.builder.checkout.Credentials;
import dev.sitemend.builder.checkout.Remote;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.json.FetchTokens;
import dev.sitemend.store.site.SecretBox;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Remotes by a site's settings: Sitemend's own Git server with a short-lived password, or a host elsewhere. */
public final class SettingsRemotes implements Remotes {
    /** Longer than any fetch takes. */
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    private static final String USER_SECRET = "repository-user";
    private static final String PASSWORD_SECRET = "repository-password";
    private static final String USUAL_USER = "git";

    private final URI publicUrl;
    private final FetchTokens tokens;
    private final SecretBox secrets;
    private final Clock clock;

    public SettingsRemotes(URI publicUrl, FetchTokens tokens, SecretBox secrets, Clock clock) {
        this.publicUrl = publicUrl;
        this.tokens = tokens;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public Remote of(SiteSettings site) {
        @Nullable String repository = site.repository();
        if (repository == null) {
            String url = publicUrl.toString().replaceAll("/+$", "") + "/git/" + site.site() + ".git";
            String password = tokens.issue(site.site(), clock.instant(), TOKEN_LIFETIME);
            return new Remote(site.site(), url, new Credentials(FetchTokens.USER, password));
        }

        @Nullable String password = secret(site, PASSWORD_SECRET);
        if (password == null) {
            return new Remote(site.site(), repository, null);
        }

        @Nullable String user = secret(site, USER_SECRET);
        return new Remote(site.site(), repository, new Credentials(user == null ? USUAL_USER : user, password));
    }

    private @Nullable String secret(SiteSettings site, String name) {
        @Nullable String sealed = site.secrets().get(name);
        return sealed == null ? null : secrets.open(site.site(), name, sealed);
    }
}
