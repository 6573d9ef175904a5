package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.store.memory.RecentlyUsed;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compressed forms of contents, kept on disk by the content's digest, so that each is made once and not per request.
 * Small ones are made when first asked for; bigger ones in the background, and until then the plain form is served.
 */
public final class Variants {
    private static final Logger log = LoggerFactory.getLogger(Variants.class);

    // Below, headers outweigh what is saved.
    private static final long SMALLEST = 512;
    // About 3 ms. Making all smaller ones ahead would take a big site's first publication minutes of the processor.
    private static final long NOTICEABLE = 64 * 1024;
    // About 50 ms at the 20 MB/s of both codings here: nobody notices it once.
    private static final long LARGEST_AT_ONCE = 1024 * 1024;
    private static final long LARGEST = 64L * 1024 * 1024;
    // Worth another file and a Vary only if at least a tenth is saved.
    private static final double WORTHWHILE = 0.9;
    // 200 bytes each, for files that are not kept in memory themselves.
    private static final int MOST_VERIFIED = 65_536;
    private static final int LANES = 64;

    private final Path directory;
    private final LocalBlobs blobs;
    private final Executor background;
    private final RecentlyUsed<Key, FileStamp> verified = new RecentlyUsed<>(MOST_VERIFIED, (key, stamp) -> 1);
    private final Set<Key> ordered = ConcurrentHashMap.newKeySet();
    private final Object[] lanes = new Object[LANES];

    /** A compressed file; an empty one says that compression was not worth it. */
    public record Variant(Path file, long size) {}

    private record Key(Digest digest, Coding coding) {}

    public Variants(Path directory, LocalBlobs blobs, Executor background) {
        this.directory = directory;
        this.blobs = blobs;
        this.background = background;
        for (int i = 0; i < LANES; i++) {
            lanes[i] = new Object();
        }
    }

    /** Whether there may be a compressed form of such a content. */
    static boolean mayHelp(Content content) {
        return content.size() >= SMALLEST && content.size() <= LARGEST;
    }

    /** The content in the coding; empty if it is not there yet. */
    Optional<Variant> find(Content content, Coding coding) throws IOException {
        Optional<Variant> there = sound(content, coding);
        if (there.isEmpty() && content.size() > LARGEST_AT_ONCE) {
            order(content, coding);
            // If the background did it at once, it is there by now.
            there = sound(content, coding);
        } else if (there.isEmpty()) {
            there = make(content, coding);
        }
        return there;
    }

    /** The bytes of a variant that was found; empty if it was damaged meanwhile. */
    Optional<byte[]> bytes(Content content, Coding coding) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path(content.digest(), coding));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return isOf(new ByteArrayInputStream(bytes), content, coding) ? Optional.of(bytes) : Optional.empty();
    }

    /** Has all codings of a content made in the background, if a visitor would notice that it takes time. */
    public void prepare(Content content) {
        if (content.size() >= NOTICEABLE && content.size() <= LARGEST) {
            for (Coding coding : Coding.values()) {
                order(content, coding);
            }
        }
    }

    /** Deletes the variants of a content that is not here any more. */
    public void forget(Digest digest) {
        for (Coding coding : Coding.values()) {
            verified.forget(new Key(digest, coding));
            try {
                Files.deleteIfExists(path(digest, coding));
            } catch (IOException e) {
                log.warn("Cannot delete a compressed form of {}: {}", digest, e.toString());
            }
        }
    }

    /** Throws away what an earlier process did not finish. */
    public void open() throws IOException {
        LocalFiles.deleteAll(temporary());
        Files.createDirectories(temporary());
    }

    private void order(Content content, Coding coding) {
        Key key = new Key(content.digest(), coding);
        if (!ordered.add(key)) {
            return;
        }

        try {
            background.execute(() -> {
                try {
                    make(content, coding);
                } catch (IOException e) {
                    log.warn("Cannot compress {}, a later request orders it again: {}", content.digest(), e.toString());
                } finally {
                    ordered.remove(key);
                }
            });
        } catch (RejectedExecutionException e) {
            // Full, or closing down: a later request orders it again.
            ordered.remove(key);
        }
    }

    /** Makes it, unless another has made it meanwhile. */
    private Optional<Variant> make(Content content, Coding coding) throws IOException {
        synchronized (lane(content)) {
            Optional<Variant> there = sound(content, coding);
            if (there.isPresent()) {
                return there;
            }
            Optional<Path> blob = blobs.file(content);
            if (blob.isEmpty()) {
                return Optional.empty();
            }

            Path file = path(content.digest(), coding);
            compress(blob.get(), file, coding, content.size());
            Optional<FileStamp> stamp = FileStamp.of(file);
            stamp.ifPresent(made -> verified.keep(new Key(content.digest(), coding), made));
            return stamp.map(made -> new Variant(file, made.size()));
        }
    }

    private void compress(Path blob, Path into, Coding coding, long size) throws IOException {
        Files.createDirectories(into.getParent());
        Path incoming = Files.createTempFile(temporary(), "incoming", "");
        try {
            if (size <= LARGEST_AT_ONCE) {
                Files.write(incoming, coding.compressed(Files.readAllBytes(blob)));
            } else {
                try (InputStream in = Files.newInputStream(blob);
                        OutputStream out = coding.encoder(Files.newOutputStream(incoming))) {
                    in.transferTo(out);
                }
            }
            if (Files.size(incoming) > WORTHWHILE * size) {
                Files.write(incoming, new byte[0]);
            }
            Files.move(incoming, into, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /** What is there, if it unpacks to its content, or is the very file that was seen to do so. */
    private Optional<Variant> sound(Content content, Coding coding) throws IOException {
        Path file = path(content.digest(), coding);
        Optional<FileStamp> stamp = FileStamp.of(file);
        if (stamp.isEmpty()) {
            return Optional.empty();
        }

        Key key = new Key(content.digest(), coding);
        if (stamp.get().size() > 0 && !verified.find(key).equals(stamp)) {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                if (!isOf(in, content, coding)) {
                    return Optional.empty();
                }
            }
            verified.keep(key, stamp.get());
        }
        return Optional.of(new Variant(file, stamp.get().size()));
    }

    private static boolean isOf(InputStream bytes, Content content, Coding coding) {
        try (InputStream in = coding.decoder(bytes);
                DigestInputStream digesting = new DigestInputStream(in, LocalFiles.sha256())) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return Digest.ofBytes(digesting.getMessageDigest().digest()).equals(content.digest());
        } catch (IOException e) {
            // Whatever the decoder does not like about it: it is made again.
            return false;
        }
    }

    private Object lane(Content content) {
        return lanes[Math.floorMod(content.digest().hashCode(), LANES)];
    }

    private Path temporary() {
        return directory.resolve("incoming");
    }

    private Path path(Digest digest, Coding coding) {
        return directory.resolve(digest.hex().substring(0, 2)).resolve(digest.hex() + "." + coding.token());
    }
}
