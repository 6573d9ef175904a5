package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.store.memory.RecentlyUsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Contents on the local disk, named by their digest. Nothing is kept in memory per file, but for those used lately.
 *
 * <p>A file appears under its name only whole and verified (written aside, digested, renamed), so a process that dies
 * at any moment leaves no half content. A file is digested again before it is used, unless it is seen to be the same
 * that was digested lately: a disk may rot, a power cut may lose pages. A content that fails is deleted and counts as
 * absent.
 */
public final class LocalBlobs {
    // 200 bytes each: 13 MB for as many big files as are asked for again and again.
    private static final int MOST_VERIFIED = 65_536;
    private static final Duration VERIFIED_FOR = Duration.ofDays(1);
    // What one round of eviction looks for: 2 MB of memory, however many files there are.
    private static final int MOST_EVICTED = 10_000;
    private static final int LANES = 64;

    private final Path directory;
    private final Clock clock;
    private final Duration grace;
    private final RecentlyUsed<Digest, Verified> verified = new RecentlyUsed<>(MOST_VERIFIED, (digest, stamp) -> 1);
    private final Object[] lanes = new Object[LANES];
    private final AtomicLong arrived = new AtomicLong();

    private record Verified(FileStamp stamp, Instant at) {}

    private record Loose(Path file, Digest digest, FileTime used, long size) {}

    /** What an eviction left and took: {@code bytes} of contents that are not pinned, {@code evicted} of how many. */
    public record Eviction(long bytes, int evicted) {}

    /**
     * Takes the directory.
     *
     * @param grace how long a content stays after its last use, however short of room we are: longer than any answer
     *     that is under way may need to open its file
     */
    public LocalBlobs(Path directory, Clock clock, Duration grace) {
        this.directory = directory;
        this.clock = clock;
        this.grace = grace;
        for (int i = 0; i < LANES; i++) {
            lanes[i] = new Object();
        }
    }

    /** Throws away what earlier processes did not finish. */
    public void open() throws IOException {
        LocalFiles.deleteAll(temporary());
        Files.createDirectories(temporary());
    }

    /** Whether the content is here, as far as its size tells; if so, it is not evicted soon. */
    public boolean holds(Content content) throws IOException {
        Path file = path(content.digest());
        synchronized (lane(content.digest())) {
            Optional<FileStamp> stamp = FileStamp.of(file);
            if (stamp.isEmpty() || stamp.get().size() != content.size()) {
                return false;
            }

            used(file, content.digest(), stamp.get());
            return true;
        }
    }

    /** The file of a content; empty if it is not here or has turned out to be damaged. */
    public Optional<Path> file(Content content) throws IOException {
        Digest digest = content.digest();
        Path file = path(digest);
        // Whoever comes second need not digest it, too.
        synchronized (lane(digest)) {
            Optional<FileStamp> stamp = FileStamp.of(file);
            if (stamp.isEmpty()) {
                return Optional.empty();
            }
            if (!isVerified(digest, stamp.get())) {
                if (!LocalFiles.digest(file).equals(digest)) {
                    drop(digest);
                    return Optional.empty();
                }
                verified.keep(digest, new Verified(stamp.get(), clock.instant()));
            }
            used(file, digest, stamp.get());
        }
        return Optional.of(file);
    }

    private boolean isVerified(Digest digest, FileStamp stamp) {
        return verified.find(digest)
                .filter(known -> known.stamp().equals(stamp)
                        && clock.instant().isBefore(known.at().plus(VERIFIED_FOR)))
                .isPresent();
    }

    /** The bytes of a content that fits into memory; empty if it is not here or has turned out to be damaged. */
    public Optional<byte[]> bytes(Digest digest) throws IOException {
        Path file = path(digest);
        Optional<FileStamp> stamp = FileStamp.of(file);
        if (stamp.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }

        if (!LocalFiles.digest(bytes).equals(digest)) {
            drop(digest);
            return Optional.empty();
        }
        synchronized (lane(digest)) {
            used(file, digest, stamp.get());
        }
        return Optional.of(bytes);
    }

    /** Deletes a content that is damaged. */
    private void drop(Digest digest) throws IOException {
        synchronized (lane(digest)) {
            verified.forget(digest);
            Files.deleteIfExists(path(digest));
        }
    }

    /** Says on the disk when a content was used last, to half the grace. Guarded by the content's lane. */
    private void used(Path file, Digest digest, FileStamp stamp) throws IOException {
        Instant now = clock.instant();
        if (stamp.modified().toInstant().plus(grace.dividedBy(2)).isAfter(now)) {
            return;
        }

        boolean known = isVerified(digest, stamp);
        try {
            Files.setLastModifiedTime(file, FileTime.from(now));
        } catch (NoSuchFileException e) {
            return;
        }
        Optional<FileStamp> touched = FileStamp.of(file);
        if (known && touched.isPresent()) {
            verified.keep(digest, new Verified(touched.get(), now));
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

            Files.setLastModifiedTime(incoming, FileTime.from(clock.instant()));
            moveIn(incoming, digest);
            arrived.addAndGet(size);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private void moveIn(Path incoming, Digest digest) throws IOException {
        Path file = path(digest);
        Files.createDirectories(file.getParent());
        Optional<FileStamp> stamp = FileStamp.of(incoming);
        synchronized (lane(digest)) {
            try {
                Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException e) {
                // Somebody has put something else there: it counts as damage.
                LocalFiles.deleteAll(file);
                Files.move(incoming, file, StandardCopyOption.ATOMIC_MOVE);
            }
            stamp.ifPresent(seen -> verified.keep(digest, new Verified(seen, clock.instant())));
        }
    }

    /** Bytes that were taken in since this process began. */
    public long arrived() {
        return arrived.get();
    }

    /**
     * Deletes the least recently used contents that are not {@code pinned} until the others need at most {@code limit}
     * bytes, or a round's worth of them. Reads the whole directory: nothing for a hot path.
     *
     * @param evicted is told of each content that was deleted
     */
    public Eviction evict(Predicate<Digest> pinned, long limit, Consumer<Digest> evicted) throws IOException {
        // The newest of the oldest on top, to be replaced by an older one.
        PriorityQueue<Loose> oldest =
                new PriorityQueue<>(Comparator.comparing(Loose::used).reversed());
        long bytes = 0;
        for (Path part : LocalFiles.children(directory)) {
            for (Path file : LocalFiles.children(part)) {
                String name = file.getFileName().toString();
                Optional<FileStamp> stamp = LocalFiles.isDigest(name) ? FileStamp.of(file) : Optional.empty();
                if (stamp.isPresent() && !pinned.test(new Digest(name))) {
                    bytes += stamp.get().size();
                    oldest.add(new Loose(
                            file,
                            new Digest(name),
                            stamp.get().modified(),
                            stamp.get().size()));
                    if (oldest.size() > MOST_EVICTED) {
                        oldest.remove();
                    }
                }
            }
        }

        int count = 0;
        for (Loose loose :
                oldest.stream().sorted(Comparator.comparing(Loose::used)).toList()) {
            if (bytes > limit && evict(loose)) {
                evicted.accept(loose.digest());
                bytes -= loose.size();
                count++;
            }
        }
        return new Eviction(bytes, count);
    }

    private boolean evict(Loose loose) throws IOException {
        synchronized (lane(loose.digest())) {
            Optional<FileStamp> stamp = FileStamp.of(loose.file());
            if (stamp.isEmpty()
                    || stamp.get().modified().toInstant().plus(grace).isAfter(clock.instant())) {
                return false;
            }

            verified.forget(loose.digest());
            return Files.deleteIfExists(loose.file());
        }
    }

    private Object lane(Digest digest) {
        return lanes[Math.floorMod(digest.hashCode(), LANES)];
    }

    private Path temporary() {
        return directory.resolve("incoming");
    }

    private Path path(Digest digest) {
        return directory.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }
}
