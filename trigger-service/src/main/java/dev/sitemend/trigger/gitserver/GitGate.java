package dev.sitemend.trigger.gitserver;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.FetchTokens;
import dev.sitemend.contracts.vocabulary.Role;
import dev.sitemend.trigger.access.Caller;
import dev.sitemend.trigger.access.Callers;
import dev.sitemend.trigger.access.Credentials;
import dev.sitemend.trigger.site.Addresses;
import dev.sitemend.trigger.site.SiteDirectory;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides whether a request to the Git server may pass: the right address, and the right to do what it asks. */
final class GitGate {
    private static final Pattern ADDRESS =
            Pattern.compile("/git/([^/]+)\\.git/(info/refs|git-upload-pack|git-receive-pack)");
    private static final String PUSH = "git-receive-pack";
    private static final String FETCH = "git-upload-pack";

    private final SiteDirectory sites;
    private final Callers callers;
    private final FetchTokens fetchTokens;
    private final Addresses addresses;
    private final Clock clock;

    GitGate(SiteDirectory sites, Callers callers, FetchTokens fetchTokens, Addresses addresses, Clock clock) {
        this.sites = sites;
        this.callers = callers;
        this.fetchTokens = fetchTokens;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * The decision.
     *
     * @param path of the request, not decoded
     * @param query the service that {@code info/refs} is asked for
     */
    Verdict judge(String path, @Nullable String query, @Nullable String authorization) {
        Matcher address = ADDRESS.matcher(path);
        if (!address.matches()) {
            return new Refused(
                    404,
                    "There is no Git here. A site's address is "
                            + addresses.git(new SiteId("name")).replace("/name.git", "/<site>.git"));
        }

        String service = address.group(2).equals("info/refs") ? query : address.group(2);
        if (!PUSH.equals(service) && !FETCH.equals(service)) {
            return new Refused(403, "This server speaks the smart protocol only. Use Git 1.6.6 or newer.");
        }

        Optional<SiteSettings> found = site(address.group(1));
        if (found.isEmpty()) {
            return new Refused(404, "There is no site '" + address.group(1) + "'. Register it: sitemend site add NAME");
        }

        SiteSettings site = found.get();
        if (!site.isHosted()) {
            return new Refused(404, "Site " + site.site() + " lives at " + site.repository() + ": push there.");
        }

        return PUSH.equals(service) ? push(site, authorization) : fetch(site, authorization);
    }

    private Optional<SiteSettings> site(String name) {
        SiteId id;
        try {
            id = new SiteId(name);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }

        return sites.find(id);
    }

    private Verdict push(SiteSettings site, @Nullable String authorization) {
        return holder(site, authorization, Role.WRITER);
    }

    private Verdict fetch(SiteSettings site, @Nullable String authorization) {
        if (site.visibility() == SiteSettings.Visibility.PUBLIC) {
            return new Admitted(site, Caller.ANONYMOUS);
        }

        boolean builder = authorization != null
                && Credentials.token(authorization)
                        .filter(token -> fetchTokens.verify(token, site.site(), clock.instant()))
                        .isPresent();
        return builder
                ? new Admitted(site, new Caller(FetchTokens.USER, Role.VIEWER, site.site()))
                : holder(site, authorization, Role.VIEWER);
    }

    private Verdict holder(SiteSettings site, @Nullable String authorization, Role wanted) {
        if (authorization == null) {
            return new Challenged("A token is the password; the user may be any.");
        }

        Optional<Caller> caller = Credentials.token(authorization).flatMap(callers::holding);
        if (caller.isEmpty()) {
            return new Challenged("This token is not known, has expired, or was revoked. "
                    + "Make one: sitemend token create --role writer --site " + site.site());
        }

        if (!caller.get().may(wanted, site.site())) {
            return new Refused(
                    403,
                    "This needs a token with the " + wanted.name().toLowerCase(Locale.ROOT) + " role for site "
                            + site.site() + "; " + caller.get().name() + " is not one.");
        }

        return new Admitted(site, caller.get());
    }

    /** What becomes of the request. */
    sealed interface Verdict {}

    record Admitted(SiteSettings site, Caller caller) implements Verdict {}

    /** Credentials are missing or wrong. */
    record Challenged(String why) implements Verdict {}

    record Refused(int status, String why) implements Verdict {}
}
