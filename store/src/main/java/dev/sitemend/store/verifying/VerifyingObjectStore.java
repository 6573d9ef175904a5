package dev.sitemend.store.verifying;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.Content;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.StoredObject;
import dev.sitemend.store.pack.Sha256;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks what can be checked by name alone: a range has the length that was asked for, and a whole pack has the digest
 * that its key names. What is inside of a range is checked by who knows its digest.
 */
public final class VerifyingObjectStore implements ObjectStore {
    private static final String PACK = ".pack";

    private final ObjectStore store;

    public VerifyingObjectStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        Optional<byte[]> found = store.get(key);
        if (key.name().endsWith(PACK) && found.isPresent()) {
            Digest digest = Sha256.of(found.get());
            if (!key.name().equals(digest + PACK)) {
                throw new CorruptObjectException("Cannot use " + key + ": its bytes have the digest " + digest);
            }
        }
        return found;
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        byte[] bytes = store.range(key, offset, length);
        if (bytes.length != length) {
            // The store promised all of it or an error, so this is a body torn on its way.
            throw new StoreUnavailableException(
                    "Cannot read " + length + " bytes at " + offset + " of " + key + ": " + bytes.length + " came");
        }
        return bytes;
    }

    @Override
    public void put(ObjectKey key, Content content) {
        store.put(key, content);
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        return store.createIfAbsent(key, content);
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
        return store.list(prefix, startAfter, limit);
    }

    @Override
    public void delete(ObjectKey key) {
        store.delete(key);
    }
}
