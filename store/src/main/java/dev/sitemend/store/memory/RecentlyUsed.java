package dev.sitemend.store.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongBiFunction;
import java.util.stream.Stream;

/**
 * A cache that forgets what was not used for longest once it weighs too much. Safe for use by several threads: it is
 * divided by the keys' hash codes, so that they seldom wait for each other.
 */
public final class RecentlyUsed<K, V> {
    private static final int PARTS = 16;

    private final ToLongBiFunction<K, V> weigher;
    private final List<Part<K, V>> parts;

    /** A sixteenth of the keys, guarded by itself. */
    private static final class Part<K, V> {
        private final Map<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
        private final long most;
        private long weight;

        private Part(long most) {
            this.most = most;
        }
    }

    /**
     * An empty cache.
     *
     * @param most what all entries may weigh together; one that weighs more than a sixteenth of it is not kept
     * @param weigher says what an entry weighs, and always the same of it
     */
    public RecentlyUsed(long most, ToLongBiFunction<K, V> weigher) {
        this.weigher = weigher;
        this.parts = new ArrayList<>(
                Stream.generate(() -> new Part<K, V>(most / PARTS)).limit(PARTS).toList());
    }

    /** What is kept under the key. */
    public Optional<V> find(K key) {
        Part<K, V> part = part(key);
        synchronized (part) {
            return Optional.ofNullable(part.entries.get(key));
        }
    }

    /** Keeps a value in place of what was kept under the key. */
    public void keep(K key, V value) {
        Part<K, V> part = part(key);
        long weight = weigher.applyAsLong(key, value);
        synchronized (part) {
            forget(part, key);
            if (weight > part.most) {
                return;
            }

            part.entries.put(key, value);
            part.weight += weight;
            var eldest = part.entries.entrySet().iterator();
            while (part.weight > part.most) {
                Map.Entry<K, V> entry = eldest.next();
                part.weight -= weigher.applyAsLong(entry.getKey(), entry.getValue());
                eldest.remove();
            }
        }
    }

    /** Keeps nothing under the key any more. */
    public void forget(K key) {
        Part<K, V> part = part(key);
        synchronized (part) {
            forget(part, key);
        }
    }

    private void forget(Part<K, V> part, K key) {
        V old = part.entries.remove(key);
        if (old != null) {
            part.weight -= weigher.applyAsLong(key, old);
        }
    }

    /** What all entries weigh now. */
    public long weight() {
        long weight = 0;
        for (Part<K, V> part : parts) {
            synchronized (part) {
                weight += part.weight;
            }
        }
        return weight;
    }

    private Part<K, V> part(K key) {
        int hash = key.hashCode();
        return parts.get((hash ^ hash >>> 16) & PARTS - 1);
    }
}
