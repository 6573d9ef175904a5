package dev.sitemend.trigger.site;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.trigger.problem.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand in a site's settings. */
final class SettingsRules {
    private static final Pattern HOST_NAME =
            Pattern.compile("(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]");
    private static final Pattern GENERATOR = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern PREVIEW = Pattern.compile("[^\\p{Cntrl}\\s]{1,200}");
    private static final Pattern SECRET_NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}");
    private static final int LONGEST_SECRET = 4_000;
    private static final int SHORTEST_WEBHOOK_SECRET = 16;
    private static final int MOST_DOMAINS = 20;
    private static final int MOST_PREVIEWS = 50;

    private final SiteDirectory sites;

    SettingsRules(SiteDirectory sites) {
        this.sites = sites;
    }

    void check(SiteId site, SiteDraft draft) {
        checkDomains(site, draft.domains());
        checkPreviews(draft.previews());
        checkSecrets(draft.secrets());
        if (draft.generator() != null && !GENERATOR.matcher(draft.generator()).matches()) {
            throw Problem.INVALID.because("'" + draft.generator() + "' is no name of a generator: expected one such as"
                    + " ikiwiki, hugo, jekyll, mkdocs, static or command.");
        }
    }

    private static void checkSecrets(Map<String, String> secrets) {
        secrets.forEach((name, value) -> {
            if (!SECRET_NAME.matcher(name).matches()) {
                throw Problem.INVALID.because(
                        "'" + name + "' is no name of a secret: expected small letters, digits and"
                                + " hyphens, such as webhook or repository-password.");
            }
            if (value.length() > LONGEST_SECRET) {
                throw Problem.INVALID.because("Secret '" + name + "' has " + value.length() + " characters; "
                        + LONGEST_SECRET + " is the most.");
            }
        });

        String webhook = secrets.get(SiteRegistry.WEBHOOK_SECRET);
        if (webhook != null && webhook.length() < SHORTEST_WEBHOOK_SECRET) {
            throw Problem.INVALID.because("A webhook secret needs " + SHORTEST_WEBHOOK_SECRET
                    + " characters or more; this has " + webhook.length() + ".");
        }
    }

    private void checkDomains(SiteId site, List<String> domains) {
        if (domains.size() > MOST_DOMAINS) {
            throw Problem.INVALID.because(
                    "A site has at most " + MOST_DOMAINS + " domains; these are " + domains.size() + ".");
        }

        Set<String> seen = new HashSet<>();
        for (String domain : domains) {
            if (!HOST_NAME.matcher(domain).matches()) {
                throw Problem.INVALID.because("'" + domain + "' is no domain: expected a host name such as"
                        + " www.example.org, in lower case, without scheme, port or path.");
            }
            if (!seen.add(domain)) {
                throw Problem.INVALID.because("The domain " + domain + " is there twice.");
            }
        }

        if (!domains.isEmpty()) {
            sites.all().stream().filter(other -> !other.site().equals(site)).forEach(other -> checkTaken(other, seen));
        }
    }

    private static void checkTaken(SiteSettings other, Set<String> domains) {
        for (String theirs : other.domains()) {
            if (domains.contains(theirs)) {
                throw Problem.CONFLICT.because("The domain " + theirs + " belongs to site " + other.site()
                        + ". Take it from there first: sitemend site set " + other.site() + " --domain …");
            }
        }
    }

    private static void checkPreviews(List<String> previews) {
        if (previews.size() > MOST_PREVIEWS) {
            throw Problem.INVALID.because(
                    "A site has at most " + MOST_PREVIEWS + " preview patterns; these are " + previews.size() + ".");
        }

        for (String pattern : previews) {
            if (!PREVIEW.matcher(pattern).matches()) {
                throw Problem.INVALID.because("'" + pattern
                        + "' is no preview pattern: expected a branch name, in which * stands for anything.");
            }
        }
    }
}
