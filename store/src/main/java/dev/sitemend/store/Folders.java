package dev.sitemend.store;

import java.util.ArrayList;
import java.util.List;

/** What the keys below a prefix look like when slashes are taken for folders. Costs one request per folder. */
public final class Folders {
    private final ObjectStore store;

    public Folders(ObjectStore store) {
        this.store = store;
    }

    /** The names of the folders directly below {@code prefix}, which ends with a slash, in their order. */
    public List<String> in(String prefix) {
        List<String> names = new ArrayList<>();
        List<StoredObject> first = store.list(prefix, null, 1);
        while (!first.isEmpty()) {
            String rest = first.getFirst().key().value().substring(prefix.length());
            int slash = rest.indexOf('/');
            String after = prefix + rest;
            if (slash >= 0) {
                names.add(rest.substring(0, slash));
                // '0' follows '/': everything in the folder is smaller, everything behind it is not.
                after = prefix + rest.substring(0, slash) + "0";
            }
            first = store.list(prefix, after, 1);
        }
        return List.copyOf(names);
    }
}
