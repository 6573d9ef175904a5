package dev.sitemend.store.warm;

import dev.sitemend.store.Content;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import dev.sitemend.store.pack.Sha256;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps packs that were written, and parts of packs that were read, on the local disk, and answers from there. A pack
 * never changes, so neither does what is kept of it. What is damaged is forgotten and asked for again; a disk that
 * takes nothing more only costs speed. Several processes may use one folder, and it may be deleted at any time.
 */
public final class WarmPacks implements ObjectStore {
    private static final Logger LOG = LoggerFactory.getLogger(WarmPacks.class);
    private static final String PACK = ".pack";
    private static final String WHOLE = "whole";
    // Half a digest: names of 2^32 packs would have to meet in 2^-64.
    private static final int NAME_DIGITS = 32;

    private final ObjectStore store;
    private final KeptFiles files;
    private final MeterRegistry meters;

    private WarmPacks(ObjectStore store, KeptFiles files, MeterRegistry meters) {
        this.store = store;
        this.files = files;
        this.meters = meters;
    }

    /**
     * Goes on with what is in {@code directory}.
     *
     * @param limit bytes that are kept; beyond, what was not used for longest goes
     */
    public static WarmPacks open(ObjectStore store, Path directory, long limit, MeterRegistry meters) {
        return new WarmPacks(store, KeptFiles.in(directory, limit), meters);
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        if (!isPack(key) || length == 0) {
            return store.range(key, offset, length);
        }

        String part = name(key, offset + "-" + length);
        Optional<byte[]> kept = read(name(key, WHOLE), offset, length).or(() -> read(part, 0, length));
        meters.counter("sitemend.warm.reads", "result", kept.isPresent() ? "hit" : "miss")
                .increment();
        if (kept.isPresent()) {
            return kept.get();
        }

        byte[] bytes = store.range(key, offset, length);
        keep(part, Content.of(bytes));
        return bytes;
    }

    @Override
    public void put(ObjectKey key, Content content) {
        store.put(key, content);
        if (isPack(key)) {
            keep(name(key, WHOLE), content);
        }
    }

    @Override
    public void delete(ObjectKey key) {
        store.delete(key);
        if (isPack(key)) {
            files.forget(name(key, ""));
        }
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        return store.get(key);
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        return store.createIfAbsent(key, content);
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
        return store.list(prefix, startAfter, limit);
    }

    private Optional<byte[]> read(String name, long offset, int length) {
        Optional<Path> file = files.use(name);
        if (file.isEmpty()) {
            return Optional.empty();
        }

        try {
            Optional<byte[]> bytes = CheckedFile.read(file.get(), offset, length);
            if (bytes.isEmpty()) {
                files.forget(name);
            }
            return bytes;
        } catch (IOException e) {
            LOG.warn("Cannot read {}, asking the store: {}", file.get(), e.getMessage());
            files.forget(name);
            return Optional.empty();
        }
    }

    private void keep(String name, Content content) {
        if (!files.hasRoomFor(content.size())) {
            return;
        }

        try (var in = content.open()) {
            files.keep(name, in);
        } catch (IOException e) {
            LOG.warn("Cannot keep a pack on the local disk, going on without: {}", e.toString());
        }
    }

    private static boolean isPack(ObjectKey key) {
        return key.name().endsWith(PACK);
    }

    private static String name(ObjectKey key, String part) {
        String digest = Sha256.of(key.value().getBytes(StandardCharsets.UTF_8)).hex();
        return digest.substring(0, NAME_DIGITS) + "-" + part;
    }
}
