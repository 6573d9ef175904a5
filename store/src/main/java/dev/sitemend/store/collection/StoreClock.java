package dev.sitemend.store.collection;

import dev.sitemend.store.Content;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreUnavailableException;
import java.time.Instant;
import java.util.function.Supplier;

/** The time by the clock that dates the objects. Machines that collect may have any other. */
public final class StoreClock {
    private final ObjectStore store;
    private final Supplier<String> ids;

    /**
     * A clock of one store.
     *
     * @param ids unique names, of letters, digits and hyphens
     */
    public StoreClock(ObjectStore store, Supplier<String> ids) {
        this.store = store;
        this.ids = ids;
    }

    /** What the clock shows: a small object is written, its date is read, and it is deleted. Three requests. */
    public Instant now() {
        ObjectKey key = Keys.probe(ids.get());
        store.put(key, Content.of(new byte[] {'?'}));
        try {
            return store.list(key.value(), null, 1).stream()
                    .map(object -> object.modifiedAt())
                    .findFirst()
                    .orElseThrow(() -> new StoreUnavailableException(
                            "Cannot tell the store's time: it does not list " + key + ", which was just written"));
        } finally {
            store.delete(key);
        }
    }
}
