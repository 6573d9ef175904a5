package dev.sitemend.storetestkit;

import dev.sitemend.store.Content;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The store as a process sees it that dies at its {@code n}th write, before it or after it: from then on every request
 * throws {@link Crashed}, so that nothing of that process happens any more.
 */
public final class CrashingObjectStore implements ObjectStore {
    private final ObjectStore store;
    private final int crashAt;
    private final Moment moment;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean dead;

    /** Where a write is when the process dies. */
    public enum Moment {
        BEFORE_WRITE,
        AFTER_WRITE
    }

    /** Thrown in a process that is dead. An error, so that nobody takes it for a failure to deal with. */
    public static final class Crashed extends Error {
        private static final long serialVersionUID = 1L;

        public Crashed(String message) {
            super(message);
        }
    }

    /**
     * A store to die by.
     *
     * @param crashAt number of the write, counted from 1
     */
    public CrashingObjectStore(ObjectStore store, int crashAt, Moment moment) {
        this.store = store;
        this.crashAt = crashAt;
        this.moment = moment;
    }

    /** How many writes there were. */
    public int writes() {
        return writes.get();
    }

    public boolean isDead() {
        return dead;
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        requireAlive();
        return store.get(key);
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        requireAlive();
        return store.range(key, offset, length);
    }

    @Override
    public void put(ObjectKey key, Content content) {
        int number = begin(key);
        store.put(key, content);
        end(key, number);
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        int number = begin(key);
        Creation creation = store.createIfAbsent(key, content);
        end(key, number);
        return creation;
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
        requireAlive();
        return store.list(prefix, startAfter, limit);
    }

    @Override
    public void delete(ObjectKey key) {
        int number = begin(key);
        store.delete(key);
        end(key, number);
    }

    private int begin(ObjectKey key) {
        requireAlive();
        int number = writes.incrementAndGet();
        if (number == crashAt && moment == Moment.BEFORE_WRITE) {
            die(key);
        }
        return number;
    }

    private void end(ObjectKey key, int number) {
        if (number == crashAt && moment == Moment.AFTER_WRITE) {
            die(key);
        }
    }

    private void die(ObjectKey key) {
        dead = true;
        throw new Crashed("Crashed at write " + crashAt + " (" + key + "), " + moment);
    }

    private void requireAlive() {
        if (dead) {
            throw new Crashed("Crashed at write " + crashAt + " before");
        }
    }
}
