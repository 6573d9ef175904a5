package dev.sitemend.store.retrying;

import dev.sitemend.store.Content;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.StoredObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request that found the store unavailable again, a few times within about two seconds. A longer outage is for
 * the caller to wait out, who knows what else to do meanwhile. A conditional write whose outcome is unknown is sent
 * again with the same bytes, so that it can only turn out as what it was.
 */
public final class RetryingObjectStore implements ObjectStore {
    private static final int TRIES = 4;

    // 0.1, 0.4, 1.6 s at most; each drawn between half and whole, so that many writers do not come back at once.
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final int GROWTH = 4;

    private final ObjectStore store;
    private final Pause pause;
    private final RandomGenerator random;

    /** How to wait. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    public RetryingObjectStore(ObjectStore store, Pause pause, RandomGenerator random) {
        this.store = store;
        this.pause = pause;
        this.random = random;
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        return retried(() -> store.get(key));
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        return retried(() -> store.range(key, offset, length));
    }

    @Override
    public void put(ObjectKey key, Content content) {
        retried(() -> {
            store.put(key, content);
            return content;
        });
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        for (int tried = 1; true; tried++) {
            Creation creation = tryToCreate(key, content);
            if (!(creation instanceof Creation.Unknown unknown) || tried == TRIES) {
                return creation;
            }
            if (!slept(tried)) {
                return unknown;
            }
        }
    }

    private Creation tryToCreate(ObjectKey key, byte[] content) {
        try {
            return store.createIfAbsent(key, content);
        } catch (StoreUnavailableException e) {
            return new Creation.Unknown(e);
        }
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
        return retried(() -> store.list(prefix, startAfter, limit));
    }

    @Override
    public void delete(ObjectKey key) {
        retried(() -> {
            store.delete(key);
            return key;
        });
    }

    private <T> T retried(Supplier<T> request) {
        for (int tried = 1; true; tried++) {
            try {
                return request.get();
            } catch (StoreUnavailableException e) {
                if (tried == TRIES || !slept(tried)) {
                    throw e;
                }
            }
        }
    }

    /** Whether to try again: not when the thread was interrupted meanwhile. */
    private boolean slept(int tried) {
        double longest = FIRST_PAUSE.toMillis() * Math.pow(GROWTH, tried - 1);
        try {
            pause.sleep(Duration.ofMillis((long) (longest * random.nextDouble(0.5, 1))));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
