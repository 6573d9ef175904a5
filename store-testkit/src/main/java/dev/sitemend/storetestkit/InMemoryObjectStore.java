package dev.sitemend.storetestkit;

import dev.sitemend.store.Content;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Creation;
import dev.sitemend.store.MissingObjectException;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A store in memory that passes the same contract as S3. */
public final class InMemoryObjectStore implements ObjectStore {
    private final Clock clock;
    private final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();

    public InMemoryObjectStore() {
        this(Clock.systemUTC());
    }

    /** A store whose objects are dated by {@code clock}. */
    public InMemoryObjectStore(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        return Optional.ofNullable(objects.get(key.value())).map(stored -> stored.bytes.clone());
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        Stored stored = objects.get(key.value());
        if (stored == null) {
            throw new MissingObjectException("Cannot read " + key + ": no such object");
        }
        if (offset + length > stored.bytes.length) {
            throw new CorruptObjectException(
                    "Cannot read " + length + " bytes at " + offset + " of " + key + ": it has " + stored.bytes.length);
        }

        return Arrays.copyOfRange(stored.bytes, (int) offset, (int) offset + length);
    }

    @Override
    public void put(ObjectKey key, Content content) {
        objects.put(key.value(), stored(bytes(content)));
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        if (content.length > LARGEST_CREATE_ONLY) {
            throw new IllegalArgumentException(
                    "Cannot create " + key + ": " + content.length + " bytes are more than " + LARGEST_CREATE_ONLY);
        }

        Stored before = objects.putIfAbsent(key.value(), stored(content.clone()));
        return before == null || Arrays.equals(before.bytes, content) ? new Creation.Won() : new Creation.Lost();
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
        String from = startAfter == null || startAfter.compareTo(prefix) < 0 ? prefix : startAfter;
        return objects.tailMap(from, startAfter == null || !from.equals(startAfter)).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .limit(limit)
                .map(entry -> new StoredObject(
                        new ObjectKey(entry.getKey()), entry.getValue().bytes.length, entry.getValue().at))
                .toList();
    }

    @Override
    public void delete(ObjectKey key) {
        objects.remove(key.value());
    }

    private Stored stored(byte[] bytes) {
        return new Stored(bytes, clock.instant());
    }

    private static byte[] bytes(Content content) {
        try (InputStream in = content.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what is to be written: " + e.getMessage(), e);
        }
    }

    private static final class Stored {
        private final byte[] bytes;
        private final Instant at;

        private Stored(byte[] bytes, Instant at) {
            this.bytes = bytes;
            this.at = at;
        }
    }
}
