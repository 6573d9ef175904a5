package dev.sitemend.trigger.site;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Creation;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.site.Sites;
import dev.sitemend.trigger.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Registers, changes and removes sites. The store decides between two who change the same site at once. */
public final class SiteRegistry {
    /** Name of the secret that signs webhooks. */
    public static final String WEBHOOK_SECRET = "webhook";

    /** Name of the secret that opens the repository, with the user in its address. */
    public static final String REPOSITORY_PASSWORD = "repository-password";

    /** More often than this two people do not change one site at the same moment. */
    private static final int TRIES = 5;

    private final Sites sites;
    private final SettingsComposer composer;
    private final Supplier<String> webhookSecrets;
    private final Announcements announcements;
    private final KnownSites known;
    private final List<SiteListener> listeners;

    SiteRegistry(
            Sites sites,
            SettingsComposer composer,
            Supplier<String> webhookSecrets,
            Announcements announcements,
            KnownSites known,
            List<SiteListener> listeners) {
        this.sites = sites;
        this.composer = composer;
        this.webhookSecrets = webhookSecrets;
        this.announcements = announcements;
        this.known = known;
        this.listeners = List.copyOf(listeners);
    }

    /** Whether the repository must answer before settings that name it are taken. */
    public enum Reachability {
        REQUIRED,
        UNCHECKED
    }

    /**
     * A site that was just registered.
     *
     * @param webhookSecret shown once
     */
    public record Registered(SiteSettings settings, String webhookSecret) {
        @Override
        public String toString() {
            return "site " + settings.site();
        }
    }

    /** Registers a site; a name that was removed may be taken again. */
    public Registered register(SiteId site, SiteDraft draft, Reachability reachability, String by) {
        Optional<SiteSettings> before = sites.current(site);
        if (before.isPresent() && !before.get().removed()) {
            throw taken(before.get());
        }

        String webhookSecret = draft.secrets().getOrDefault(WEBHOOK_SECRET, "");
        SiteDraft whole = draft;
        if (webhookSecret.isEmpty()) {
            webhookSecret = webhookSecrets.get();
            whole = draft.withSecret(WEBHOOK_SECRET, webhookSecret);
        }

        long seq = before.map(SiteSettings::seq).orElse(0L) + 1;
        SiteSettings settings = composer.first(site, seq, whole, reachability, by);
        if (!append(settings)) {
            throw taken(sites.current(site).orElse(settings));
        }

        return new Registered(settings, webhookSecret);
    }

    /** Changes a site by what {@code change} makes of its settings. */
    public SiteSettings change(SiteId site, UnaryOperator<SiteDraft> change, Reachability reachability, String by) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            SiteSettings before = existing(site);
            SiteDraft draft = change.apply(SiteDraft.of(before));
            SiteSettings after = composer.next(before, draft, reachability, by);
            if (append(after)) {
                return after;
            }
        }

        throw Problem.CONFLICT.because(
                "Site " + site + " is being changed by others all the time; look and try again.");
    }

    /** Takes a site down. Its repository here, its builds and its history stay in place. */
    public void remove(SiteId site, String by) {
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            if (append(composer.removed(existing(site), by))) {
                return;
            }
        }

        throw Problem.CONFLICT.because(
                "Site " + site + " is being changed by others all the time; look and try again.");
    }

    private SiteSettings existing(SiteId site) {
        return sites.current(site)
                .filter(settings -> !settings.removed())
                .orElseThrow(() -> Problem.NOT_FOUND.because("There is no site '" + site + "'."));
    }

    /** Whether this version was written; if not, another one was first. */
    private boolean append(SiteSettings settings) {
        switch (sites.append(settings)) {
            case Creation.Won _ -> {}
            case Creation.Lost _ -> {
                return false;
            }
            case Creation.Unknown unknown ->
                throw new StoreUnavailableException(
                        "Cannot tell whether the settings of site " + settings.site()
                                + " were stored: look, and try again",
                        unknown.cause());
        }

        known.forget(settings.site());
        announcements.announce(settings);
        listeners.forEach(listener -> listener.changed(settings));
        return true;
    }

    private static RuntimeException taken(SiteSettings by) {
        return Problem.CONFLICT.because(
                "The name '" + by.site() + "' is taken: " + by.changedBy() + " registered it on " + by.changedAt()
                        + ". Choose another, or change that site by 'sitemend site set " + by.site() + "'.");
    }
}
