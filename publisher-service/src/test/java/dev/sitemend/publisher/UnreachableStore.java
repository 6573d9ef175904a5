package dev.sitemend.publisher;

import dev.sitemend.store.Content;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.StoredObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store behind a cable that can be pulled. */
final class UnreachableStore implements ObjectStore {
    private final ObjectStore store;
    private volatile Cable cable = Cable.PULLED;

    enum Cable {
        PLUGGED,
        PULLED
    }

    UnreachableStore(ObjectStore store) {
        this.store = store;
    }

    void turn(Cable to) {
        cable = to;
    }

    private ObjectStore reached() {
        if (cable == Cable.PULLED) {
            throw new StoreUnavailableException("Cannot reach the store: the cable is pulled");
        }
        return store;
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        return reached().get(key);
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        return reached().range(key, offset, length);
    }

    @Override
    public void put(ObjectKey key, Content content) {
        reached().put(key, content);
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        return reached().createIfAbsent(key, content);
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
        return reached().list(prefix, startAfter, limit);
    }

    @Override
    public void delete(ObjectKey key) {
        reached().delete(key);
    }
}
