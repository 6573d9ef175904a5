package dev.sitemend.store.probing;

import dev.sitemend.store.Content;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.StoredObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody to a store before it has proven itself, however late it comes: one that was away at the start may be
 * another one when it is back, and must not be written to unseen. Until then requests fail as what the last proof
 * failed with.
 */
public final class ProvingObjectStore implements ObjectStore {
    private final ObjectStore store;
    private final Runnable proof;
    private volatile Standing standing;

    /** How far the proof has come. */
    public sealed interface Standing permits Proven, Waiting {}

    /** The store can do what is asked of it. */
    public record Proven() implements Standing {}

    /**
     * It did not answer yet, or refused.
     *
     * @param why a {@link StoreUnavailableException} or a {@link StoreRefusedException}
     */
    public record Waiting(RuntimeException why) implements Standing {}

    /** @param proof returns, or throws {@link StoreUnavailableException} or {@link StoreRefusedException} */
    public ProvingObjectStore(ObjectStore store, Runnable proof) {
        this.store = store;
        this.proof = proof;
        this.standing = new Waiting(new StoreUnavailableException("Cannot use the store: it was not asked yet"));
    }

    public Standing standing() {
        return standing;
    }

    /** Tries the proof, unless it has succeeded. */
    public Standing prove() {
        if (standing instanceof Waiting) {
            try {
                proof.run();
                standing = new Proven();
            } catch (StoreUnavailableException | StoreRefusedException e) {
                standing = new Waiting(e);
            }
        }
        return standing;
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        return proven().get(key);
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        return proven().range(key, offset, length);
    }

    @Override
    public void put(ObjectKey key, Content content) {
        proven().put(key, content);
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        return proven().createIfAbsent(key, content);
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
        return proven().list(prefix, startAfter, limit);
    }

    @Override
    public void delete(ObjectKey key) {
        proven().delete(key);
    }

    private ObjectStore proven() {
        return switch (standing) {
            case Proven _ -> store;
            case Waiting(StoreRefusedException why) -> throw new StoreRefusedException(message(why), why);
            case Waiting(RuntimeException why) -> throw new StoreUnavailableException(message(why), why);
        };
    }

    private static String message(RuntimeException why) {
        return String.valueOf(why.getMessage());
    }
}
