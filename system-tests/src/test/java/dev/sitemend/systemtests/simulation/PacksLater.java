package dev.sitemend.systemtests.simulation;

import dev.sitemend.store.Content;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a builder would do that reports before it uploads. */
final class PacksLater implements ObjectStore {
    private final ObjectStore delegate;
    private final Map<ObjectKey, byte[]> later = new LinkedHashMap<>();

    PacksLater(ObjectStore delegate) {
        this.delegate = delegate;
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        return delegate.get(key);
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        return delegate.range(key, offset, length);
    }

    @Override
    public void put(ObjectKey key, Content content) {
        try (var in = content.open()) {
            later.put(key, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        Creation creation = delegate.createIfAbsent(key, content);
        if (key.name().equals("report.json")) {
            later.forEach((late, bytes) -> delegate.put(late, Content.of(bytes)));
            later.clear();
        }
        return creation;
    }

    @Override
    public List<StoredObject> list(String prefix, String startAfter, int limit) {
        return delegate.list(prefix, startAfter, limit);
    }

    @Override
    public void delete(ObjectKey key) {
        delegate.delete(key);
    }
}
