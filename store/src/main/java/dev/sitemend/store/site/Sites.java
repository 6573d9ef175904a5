package dev.sitemend.store.site;

import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.StoredFormat;
import dev.sitemend.store.Creation;
import dev.sitemend.store.Documents;
import dev.sitemend.store.Folders;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The registry. Versions are numbered from 1 without gaps, and the highest counts. A version never changes, so the
 * newest one read is kept, and each call asks the store only for the ones after it. Safe for use by several threads.
 */
public final class Sites {
    private final Documents<SiteSettings> documents;
    private final Folders folders;
    private final Map<SiteId, SiteSettings> newest = new ConcurrentHashMap<>();

    public Sites(ObjectStore store) {
        this.documents = new Documents<>(store, StoredFormat.SITE_SETTINGS);
        this.folders = new Folders(store);
    }

    /** The newest settings, also of a site that was removed (they say so); empty for a site that never was. */
    public Optional<SiteSettings> current(SiteId site) {
        @Nullable SiteSettings settings = newest.get(site);
        Optional<SiteSettings> next = version(site, settings == null ? 1 : settings.seq() + 1);
        while (next.isPresent()) {
            settings = next.get();
            next = version(site, settings.seq() + 1);
        }

        if (settings == null) {
            return Optional.empty();
        }
        return Optional.of(newest.merge(site, settings, (a, b) -> a.seq() > b.seq() ? a : b));
    }

    /** Every site that was ever registered, by name, removed ones too. */
    public List<SiteId> all() {
        return folders.in(Keys.sites()).stream().map(SiteId::new).toList();
    }

    /** Writes the version that the settings name; lost if that version is there already. */
    public Creation append(SiteSettings settings) {
        return documents.create(Keys.settings(settings.site(), settings.seq()), settings);
    }

    private Optional<SiteSettings> version(SiteId site, long seq) {
        return documents.read(Keys.settings(site, seq));
    }
}
