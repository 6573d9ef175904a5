package dev.sitemend.store.collection;

import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import dev.sitemend.store.access.AccessTokens;
import dev.sitemend.store.retention.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What belongs to no site: probes of a process that died, and tokens that have long been worth nothing. */
public final class Leftovers {
    private static final Pattern TOKEN = Pattern.compile("([^/]+)/(?:created|revoked)\\.json");

    private final ObjectStore store;
    private final AccessTokens tokens;
    private final Terms terms;
    private final CollectionListener listener;

    public Leftovers(ObjectStore store, Terms terms, CollectionListener listener) {
        this.store = store;
        this.tokens = new AccessTokens(store);
        this.terms = terms;
        this.listener = listener;
    }

    /** What would go. Writes nothing. */
    public Sweep look(Instant now) {
        List<Garbage> goes = new ArrayList<>();
        List<Spared> stays = new ArrayList<>();
        for (StoredObject probe : Listing.all(store, Keys.probes())) {
            // A probe lasts for seconds.
            if (probe.modifiedAt().isBefore(now.minus(terms.grace()))) {
                goes.add(new Garbage(Kind.PROBE, probe));
            } else {
                stays.add(new Spared(Kind.PROBE, probe, Why.YOUNG));
            }
        }
        tokens(now.minus(terms.defaults().journalFor()), goes, stays);
        return new Sweep(goes, stays);
    }

    /** Deletes what goes. */
    public Sweep collect(Instant now) {
        Sweep sweep = look(now);
        for (Garbage garbage : sweep.goes()) {
            store.delete(garbage.object().key());
            listener.deleted(garbage);
        }
        return sweep;
    }

    private void tokens(Instant old, List<Garbage> goes, List<Spared> stays) {
        Map<String, List<StoredObject>> byId = new TreeMap<>();
        for (StoredObject object : Listing.all(store, Keys.access())) {
            Matcher key =
                    TOKEN.matcher(object.key().value().substring(Keys.access().length()));
            if (key.matches()) {
                // created.json comes first, and goes first: a token without its revocation would be good again.
                byId.computeIfAbsent(key.group(1), _ -> new ArrayList<>()).add(object);
            } else {
                stays.add(new Spared(Kind.OTHER, object, Why.UNKNOWN));
            }
        }
        byId.forEach((id, objects) -> {
            boolean worthless = isWorthless(id, objects, old);
            for (StoredObject object : objects) {
                if (worthless) {
                    goes.add(new Garbage(Kind.TOKEN, object));
                } else {
                    stays.add(new Spared(Kind.TOKEN, object, Why.YOUNG));
                }
            }
        });
    }

    private boolean isWorthless(String id, List<StoredObject> objects, Instant old) {
        boolean young = objects.stream().anyMatch(object -> object.modifiedAt().isAfter(old));
        if (young) {
            return false;
        }
        ObjectKey created = Keys.accessCreated(id);
        return objects.stream().noneMatch(object -> object.key().equals(created))
                || tokens.find(id).filter(held -> held.isGoodAt(old)).isEmpty();
    }
}
