package dev.sitemend.store.collection;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A site's objects by their keys. One request for each thousand of them, far from any push. */
final class SiteListing {
    private static final Pattern OF_BUILD = Pattern.compile("([0-9]{10})/(claim\\.json|report\\.json|log\\.zst)");
    private static final Pattern ENTRY = Pattern.compile("([^/]+)/generations/([0-9]{10})\\.json");
    private static final Pattern HEAL = Pattern.compile("([^/]+/[^/]+)/[0-9]{10}\\.json");
    private static final Pattern SEAL = Pattern.compile("[^/]+/[0-9]{10}\\.json");
    private static final Pattern PACK = Pattern.compile("[0-9a-f]{64}\\.pack");

    private final SiteId site;
    private final NavigableMap<BuildNumber, OfBuild> builds = new TreeMap<>();
    private final Map<String, List<Instant>> entries = new TreeMap<>();
    private final List<StoredObject> others = new ArrayList<>();

    /** The objects of one build. */
    record OfBuild(
            @Nullable StoredObject claim,
            @Nullable StoredObject report,
            @Nullable StoredObject log) {
        static final OfBuild NONE = new OfBuild(null, null, null);

        OfBuild with(String name, StoredObject object) {
            return switch (name) {
                case "claim.json" -> new OfBuild(object, report, log);
                case "report.json" -> new OfBuild(claim, object, log);
                default -> new OfBuild(claim, report, object);
            };
        }
    }

    private SiteListing(SiteId site) {
        this.site = site;
    }

    /** Lists builds and publication logs. */
    static SiteListing read(ObjectStore store, SiteId site) {
        SiteListing listing = new SiteListing(site);
        for (StoredObject object : Listing.all(store, Keys.builds(site))) {
            Matcher key = OF_BUILD.matcher(rest(object, Keys.builds(site)));
            if (key.matches()) {
                listing.builds.merge(
                        BuildNumber.parse(key.group(1)),
                        OfBuild.NONE.with(key.group(2), object),
                        (before, _) -> before.with(key.group(2), object));
            } else {
                listing.others.add(object);
            }
        }
        for (StoredObject object : Listing.all(store, Keys.channels(site))) {
            Matcher key = ENTRY.matcher(rest(object, Keys.channels(site)));
            if (key.matches()) {
                listing.entries
                        .computeIfAbsent(key.group(1), _ -> new ArrayList<>())
                        .add(object.modifiedAt());
            }
        }
        return listing;
    }

    NavigableMap<BuildNumber, OfBuild> builds() {
        return builds;
    }

    /** When the entries of a channel's log were written, in their order. */
    List<Instant> entries(String slug) {
        return entries.getOrDefault(slug, List.of());
    }

    /** Lists what builds name. To be called once everything that names is read: what comes later is young. */
    SiteSurvey.Rest rest(ObjectStore store) {
        List<StoredObject> packs = matching(store, Keys.packs(site), PACK);
        List<StoredObject> seals = matching(store, Keys.caches(site), SEAL);
        Map<String, List<StoredObject>> heals = new TreeMap<>();
        for (StoredObject object : matching(store, Keys.heals(site), HEAL)) {
            Matcher key = HEAL.matcher(rest(object, Keys.heals(site)));
            if (key.matches()) {
                heals.computeIfAbsent(key.group(1), _ -> new ArrayList<>()).add(object);
            }
        }
        return new SiteSurvey.Rest(packs, seals, heals, List.copyOf(others));
    }

    private List<StoredObject> matching(ObjectStore store, String prefix, Pattern pattern) {
        List<StoredObject> found = new ArrayList<>();
        for (StoredObject object : Listing.all(store, prefix)) {
            (pattern.matcher(rest(object, prefix)).matches() ? found : others).add(object);
        }
        return List.copyOf(found);
    }

    private static String rest(StoredObject object, String prefix) {
        return object.key().value().substring(prefix.length());
    }
}
