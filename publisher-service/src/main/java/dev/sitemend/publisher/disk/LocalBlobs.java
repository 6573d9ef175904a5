package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.publisher.artifact.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Contents on the local disk, named by their digest.
 *
 * <p>A file appears under its name only whole and verified (written aside, digested, renamed), so a process that dies
 * at any moment leaves no half content. What an earlier process wrote is digested again before it is first used: a disk
 * may rot, a power cut may lose pages. A content that fails is deleted and counts as absent.
 */
public final class LocalBlobs {
    private final Path directory;
    private final Clock clock;
    private final Duration grace;
    private final Map<Digest, Held> held = new ConcurrentHashMap<>();

    /** What is known of one file. Guarded by itself, so that no reader is given a file that is being evicted. */
    private static final class Held {
        private final long size;
        private Instant lastUsed;
        private State state;

        private Held(long size, Instant lastUsed, State state) {
            this.size = size;
            this.lastUsed = lastUsed;
            this.state = state;
        }
    }

    private enum State {
        UNVERIFIED,
        VERIFIED,
        GONE
    }

    /**
     * Takes the directory, which {@link #open()} fills this with.
     *
     * @param grace how long a content stays after its last use, however short of room we are: longer than any answer
     *     that is under way may need to open its file
     */
    public LocalBlobs(Path directory, Clock clock, Duration grace) {
        this.directory = directory;
        this.clock = clock;
        this.grace = grace;
    }

    /** Finds what earlier processes left, and throws away what they did not finish. */
    public void open() throws IOException {
        LocalFiles.deleteAll(temporary());
        Files.createDirectories(temporary());
        try (Stream<Path> files = Files.find(directory, 2, (path, attributes) -> attributes.isRegularFile())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (LocalFiles.isDigest(name)) {
                    Instant used = Files.getLastModifiedTime(file).toInstant();
                    held.put(new Digest(name), new Held(Files.size(file), used, State.UNVERIFIED));
                }
            }
        }
    }

    /** Whether the content is here, as far as is known without reading it; if so, it is not evicted soon. */
    public boolean holds(Content content) {
        Held known = held.get(content.digest());
        if (known == null) {
            return false;
        }

        synchronized (known) {
            if (known.state == State.GONE || known.size != content.size()) {
                return false;
            }
            known.lastUsed = clock.instant();
            return true;
        }
    }

    /** The file of a content; empty if it is not here or has turned out to be damaged. */
    public Optional<Path> file(Content content) throws IOException {
        Held known = held.get(content.digest());
        if (known == null) {
            return Optional.empty();
        }

        synchronized (known) {
            if (known.state == State.GONE) {
                return Optional.empty();
            }

            Path file = path(content.digest());
            if (!isSound(file, content, known)) {
                known.state = State.GONE;
                held.remove(content.digest(), known);
                Files.deleteIfExists(file);
                return Optional.empty();
            }

            known.state = State.VERIFIED;
            known.lastUsed = clock.instant();
            return Optional.of(file);
        }
    }

    private static boolean isSound(Path file, Content content, Held known) throws IOException {
        try {
            if (Files.size(file) != content.size()) {
                return false;
            }
            return known.state == State.VERIFIED || digest(file).equals(content.digest());
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Takes a content in. Doing so twice, even at the same time, is harmless.
     *
     * @throws IOException if the bytes are not the content, or the disk does not take them
     */
    public void keep(Content content, InputStream bytes) throws IOException {
        Path incoming = Files.createTempFile(temporary(), "incoming", "");
        try {
            DigestInputStream digesting = new DigestInputStream(bytes, LocalFiles.sha256());
            long size;
            try (OutputStream out = Files.newOutputStream(incoming, StandardOpenOption.TRUNCATE_EXISTING)) {
                size = digesting.transferTo(out);
            }
            Digest digest = Digest.ofBytes(digesting.getMessageDigest().digest());
            if (size != content.size() || !digest.equals(content.digest())) {
                throw new IOException("Cannot keep " + content.digest().abbreviated() + ": expected " + content.size()
                        + " bytes of it, got " + size + " bytes of " + digest.abbreviated());
            }

            Path file = path(content.digest());
            Files.createDirectories(file.getParent());
            Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
            held.put(content.digest(), new Held(size, clock.instant(), State.VERIFIED));
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /**
     * Deletes the least recently used contents that are not in {@code pinned} until the others need at most
     * {@code limit} bytes, and says which.
     */
    public Set<Digest> evict(Set<Digest> pinned, long limit) throws IOException {
        List<Map.Entry<Digest, Held>> loose = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<Digest, Held> entry : held.entrySet()) {
            if (!pinned.contains(entry.getKey())) {
                loose.add(Map.entry(entry.getKey(), entry.getValue()));
                bytes += entry.getValue().size;
            }
        }
        loose.sort(Comparator.comparing(entry -> lastUsed(entry.getValue())));

        Set<Digest> evicted = new HashSet<>();
        for (Map.Entry<Digest, Held> entry : loose) {
            if (bytes <= limit) {
                break;
            }
            if (evict(entry.getKey(), entry.getValue())) {
                evicted.add(entry.getKey());
                bytes -= entry.getValue().size;
            }
        }
        return evicted;
    }

    private static Instant lastUsed(Held known) {
        synchronized (known) {
            return known.lastUsed;
        }
    }

    private boolean evict(Digest digest, Held known) throws IOException {
        synchronized (known) {
            if (known.state == State.GONE || known.lastUsed.plus(grace).isAfter(clock.instant())) {
                return false;
            }

            known.state = State.GONE;
            held.remove(digest, known);
            Files.deleteIfExists(path(digest));
            return true;
        }
    }

    /** Bytes of all contents here. */
    public long bytes() {
        return held.values().stream().mapToLong(known -> known.size).sum();
    }

    private Path temporary() {
        return directory.resolve("incoming");
    }

    private Path path(Digest digest) {
        return directory.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    private static Digest digest(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), LocalFiles.sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Digest.ofBytes(in.getMessageDigest().digest());
        }
    }
}
