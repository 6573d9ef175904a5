package dev.sitemend.store.warm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files in one folder, of which those that were not used for longest go when all of them have more than so many bytes.
 * A file appears whole or not at all. What another process removes is a miss.
 */
final class KeptFiles {
    private static final String UNFINISHED = "unfinished";
    // One file must not push all others out.
    private static final int LARGEST_SHARE = 4;

    private final Path directory;
    private final long limit;
    private final LinkedHashMap<String, Long> sizes = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private KeptFiles(Path directory, long limit) {
        this.directory = directory;
        this.limit = limit;
    }

    /** Goes on with what is there: in the order of its dates, as nothing else is known of its use. */
    static KeptFiles in(Path directory, long limit) {
        KeptFiles files = new KeptFiles(directory, limit);
        try {
            Files.createDirectories(directory);
            files.find();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + directory + " for packs", e);
        }
        return files;
    }

    private record Found(String name, long size, FileTime time) {}

    private void find() throws IOException {
        List<Found> found = new ArrayList<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                String name = path.getFileName().toString();
                if (name.startsWith(UNFINISHED)) {
                    Files.deleteIfExists(path);
                } else {
                    found.add(new Found(name, Files.size(path), Files.getLastModifiedTime(path)));
                }
            }
        }
        found.sort(Comparator.comparing(Found::time));
        found.forEach(file -> add(file.name(), file.size()));
        evict();
    }

    boolean hasRoomFor(long size) {
        return size <= limit / LARGEST_SHARE;
    }

    /** The file of this name, if there is one; it does not go soon then. */
    synchronized Optional<Path> use(String name) {
        return sizes.get(name) == null ? Optional.empty() : Optional.of(directory.resolve(name));
    }

    void keep(String name, InputStream content) throws IOException {
        Path unfinished = Files.createTempFile(directory, UNFINISHED, "");
        try {
            CheckedFile.write(unfinished, content);
            long size = Files.size(unfinished);
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            add(name, size);
            evict();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Removes all whose names begin so. */
    synchronized void forget(String prefix) {
        for (String name :
                sizes.keySet().stream().filter(each -> each.startsWith(prefix)).toList()) {
            remove(name);
        }
    }

    private synchronized void add(String name, long size) {
        Long before = sizes.put(name, size);
        bytes += size - (before == null ? 0 : before);
    }

    private synchronized void evict() {
        while (bytes > limit && !sizes.isEmpty()) {
            remove(sizes.sequencedEntrySet().getFirst().getKey());
        }
    }

    private void remove(String name) {
        Long size = sizes.remove(name);
        bytes -= size == null ? 0 : size;
        try {
            Files.deleteIfExists(directory.resolve(name));
        } catch (IOException e) {
            // It is not counted any more, and the next start finds it again.
            throw new UncheckedIOException("Cannot delete " + name + " in " + directory, e);
        }
    }
}
