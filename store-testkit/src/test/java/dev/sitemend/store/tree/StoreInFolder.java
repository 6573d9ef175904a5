package dev.sitemend.store.tree;

import dev.sitemend.store.Content;
import dev.sitemend.store.Creation;
import dev.sitemend.store.MissingObjectException;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Packs in a folder, so that what a process needs for its trees is not mixed with what a store needs. */
final class StoreInFolder implements ObjectStore {
    private final Path folder;

    StoreInFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public byte[] range(ObjectKey key, long offset, int length) {
        try (RandomAccessFile file = new RandomAccessFile(path(key).toFile(), "r")) {
            byte[] bytes = new byte[length];
            file.seek(offset);
            file.readFully(bytes);
            return bytes;
        } catch (IOException e) {
            throw new MissingObjectException("Cannot read " + key + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void put(ObjectKey key, Content content) {
        try (InputStream in = content.open()) {
            Files.createDirectories(path(key).getParent());
            Files.copy(in, path(key), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + key + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<StoredObject> list(String prefix, @Nullable String startAfter, int limit) {
        try (Stream<Path> files = Files.list(folder.resolve(prefix))) {
            return files.map(file -> new StoredObject(
                            new ObjectKey(prefix + file.getFileName()),
                            file.toFile().length(),
                            Instant.EPOCH))
                    .filter(object -> startAfter == null || object.key().value().compareTo(startAfter) > 0)
                    .sorted((one, other) -> one.key().compareTo(other.key()))
                    .limit(limit)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public Optional<byte[]> get(ObjectKey key) {
        throw new UnsupportedOperationException("Cannot read " + key + ": packs are read in parts");
    }

    @Override
    public Creation createIfAbsent(ObjectKey key, byte[] content) {
        throw new UnsupportedOperationException("Cannot create " + key + ": packs are put");
    }

    @Override
    public void delete(ObjectKey key) {
        throw new UnsupportedOperationException("Cannot delete " + key);
    }

    private Path path(ObjectKey key) {
        return folder.resolve(key.value());
    }
}
