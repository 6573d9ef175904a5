package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.publisher.artifact.Content;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compressed forms of contents, kept on disk by the content's digest, so that each is made once and not per request.
 * Small ones are made when first asked for; bigger ones in the background, and until then the plain form is served.
 */
public final class Variants {
    // Below, headers outweigh what is saved.
    private static final long SMALLEST = 512;
    // About 50 ms at the 20 MB/s of both codings here: nobody notices it once.
    private static final long LARGEST_AT_ONCE = 1024 * 1024;
    private static final long LARGEST = 64L * 1024 * 1024;
    // Worth another file and a Vary only if at least a tenth is saved.
    private static final double WORTHWHILE = 0.9;

    private final Path directory;
    private final LocalBlobs blobs;
    private final Executor background;
    private final Map<Key, Slot> slots = new ConcurrentHashMap<>();

    /** A compressed file. */
    public record Variant(Path file, long size) {}

    private record Key(Digest digest, Coding coding) {}

    /** The state of one variant, guarded by itself: who comes second waits for the first to have made it. */
    private static final class Slot {
        private @Nullable Variant ready;
        private State state = State.UNKNOWN;
    }

    private enum State {
        UNKNOWN,
        ORDERED,
        READY,
        USELESS
    }

    public Variants(Path directory, LocalBlobs blobs, Executor background) {
        this.directory = directory;
        this.blobs = blobs;
        this.background = background;
    }

    /** The content in the coding; empty if it is not there yet, or not worth it. */
    public Optional<Variant> find(Content content, Coding coding) throws IOException {
        if (content.size() < SMALLEST || content.size() > LARGEST) {
            return Optional.empty();
        }

        Slot slot = slot(content, coding);
        synchronized (slot) {
            if (slot.state == State.READY && slot.ready != null && Files.exists(slot.ready.file())) {
                return Optional.of(slot.ready);
            }
            if (slot.state == State.USELESS || slot.state == State.ORDERED) {
                return Optional.empty();
            }
            if (content.size() <= LARGEST_AT_ONCE) {
                return make(content, coding, slot);
            }

            order(content, coding, slot);
            return Optional.empty();
        }
    }

    /** Has all codings of a content made in the background. */
    public void prepare(Content content) {
        if (content.size() < SMALLEST || content.size() > LARGEST) {
            return;
        }

        for (Coding coding : Coding.values()) {
            Slot slot = slot(content, coding);
            synchronized (slot) {
                if (slot.state == State.UNKNOWN) {
                    // Not marked as ordered: a visitor who comes first need not wait for the queue.
                    submit(() -> makeIfUnknown(content, coding, slot));
                }
            }
        }
    }

    /** Deletes the variants of contents that are not here any more. */
    public void forget(Set<Digest> evicted) throws IOException {
        for (Digest digest : evicted) {
            for (Coding coding : Coding.values()) {
                slots.remove(new Key(digest, coding));
                Files.deleteIfExists(path(digest, coding));
            }
        }
    }

    /** Throws away what an earlier process did not finish. */
    public void open() throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.find(
                directory,
                2,
                (path, attributes) -> path.getFileName().toString().startsWith("incoming"))) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private Slot slot(Content content, Coding coding) {
        return slots.computeIfAbsent(new Key(content.digest(), coding), key -> new Slot());
    }

    private void order(Content content, Coding coding, Slot slot) {
        slot.state = State.ORDERED;
        if (!submit(() -> makeIfUnknown(content, coding, slot))) {
            slot.state = State.UNKNOWN;
        }
    }

    private boolean submit(Runnable work) {
        try {
            background.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            // Full, or closing down: a later request orders it again.
            return false;
        }
    }

    private void makeIfUnknown(Content content, Coding coding, Slot slot) {
        synchronized (slot) {
            if (slot.state == State.READY || slot.state == State.USELESS) {
                return;
            }
            try {
                make(content, coding, slot);
            } catch (IOException e) {
                slot.state = State.UNKNOWN;
            }
        }
    }

    private Optional<Variant> make(Content content, Coding coding, Slot slot) throws IOException {
        Path file = path(content.digest(), coding);
        if (!Files.exists(file) || !isOf(file, content, coding)) {
            Optional<Path> blob = blobs.file(content);
            if (blob.isEmpty()) {
                return Optional.empty();
            }
            compress(blob.get(), file, coding, content.size());
        }

        long size = Files.size(file);
        slot.state = size == 0 ? State.USELESS : State.READY;
        slot.ready = size == 0 ? null : new Variant(file, size);
        return Optional.ofNullable(slot.ready);
    }

    /** An empty file says that compression was not worth it. */
    private static void compress(Path blob, Path into, Coding coding, long size) throws IOException {
        Files.createDirectories(into.getParent());
        Path incoming = Files.createTempFile(into.getParent(), "incoming", "");
        try {
            try (InputStream in = Files.newInputStream(blob);
                    OutputStream out = coding.encoder(Files.newOutputStream(incoming))) {
                in.transferTo(out);
            }
            if (Files.size(incoming) > WORTHWHILE * size) {
                Files.write(incoming, new byte[0]);
            }
            Files.move(incoming, into, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    /** A variant of an earlier process is trusted if it unpacks to its content. */
    private static boolean isOf(Path file, Content content, Coding coding) throws IOException {
        if (Files.size(file) == 0) {
            return true;
        }

        try (InputStream in = coding.decoder(new BufferedInputStream(Files.newInputStream(file)));
                DigestInputStream digesting = new DigestInputStream(in, LocalFiles.sha256())) {
            digesting.transferTo(OutputStream.nullOutputStream());
            return Digest.ofBytes(digesting.getMessageDigest().digest()).equals(content.digest());
        } catch (IOException e) {
            // Whatever the decoder does not like about it: it is made again.
            return false;
        }
    }

    private Path path(Digest digest, Coding coding) {
        return directory.resolve(digest.hex().substring(0, 2)).resolve(digest.hex() + "." + coding.token());
    }
}
