package dev.sitemend.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listings of more objects than one page holds. */
public final class Listing {
    private static final int PAGE = 1000;

    private Listing() {}

    /** Every object whose key begins with {@code prefix}, in the order of their keys. */
    public static List<StoredObject> all(ObjectStore store, String prefix) {
        List<StoredObject> all = new ArrayList<>();
        @Nullable String after = null;
        while (true) {
            List<StoredObject> page = store.list(prefix, after, PAGE);
            all.addAll(page);
            if (page.size() < PAGE) {
                return List.copyOf(all);
            }
            after = page.getLast().key().value();
        }
    }
}
