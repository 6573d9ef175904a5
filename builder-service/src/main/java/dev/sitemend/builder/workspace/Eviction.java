package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the layers of a builder within bounds: those that were used longest ago go first. */
final class Eviction {
    private static final Logger LOG = LoggerFactory.getLogger(Eviction.class);
    private static final String USED = "used";
    private static final String SIZE = "size";

    // A walk over 50,000 files takes half a second, after a build, and a layer seldom grows much.
    private static final Duration MEASURED_EVERY = Duration.ofHours(1);

    private final Path folder;
    private final long limit;

    Eviction(Path folder, long limit) {
        this.folder = folder;
        this.limit = limit;
    }

    private record Candidate(Path layer, long used, long bytes) {}

    /** A build is done with a layer. Removes others, or also that one, if there is too much; never those in use. */
    void used(Path layer, Set<Path> inUse) {
        try {
            Files.writeString(layer.resolve(USED), "");
            measure(layer);
            List<Candidate> all = candidates();
            long bytes = all.stream().mapToLong(Candidate::bytes).sum();
            for (Candidate candidate : all) {
                if (bytes <= limit) {
                    return;
                }
                if (!inUse.contains(candidate.layer())) {
                    LOG.info("Removing {}, which is warm, for want of room", candidate.layer());
                    Trash.delete(candidate.layer());
                    bytes -= candidate.bytes();
                }
            }
        } catch (IOException e) {
            LOG.warn("Cannot keep {} within {} bytes", folder, limit, e);
        }
    }

    private static void measure(Path layer) throws IOException {
        Path size = layer.resolve(SIZE);
        boolean fresh = Files.exists(size) && time(layer.resolve(USED)) - time(size) < MEASURED_EVERY.toMillis();
        if (fresh) {
            return;
        }
        long[] bytes = new long[1];
        Files.walkFileTree(layer, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }
        });
        Files.writeString(size, Long.toString(bytes[0]));
    }

    private static long time(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis();
    }

    /** The one that was used longest ago first. */
    private List<Candidate> candidates() throws IOException {
        List<Candidate> found = new ArrayList<>();
        try (Stream<Path> layers = Files.list(folder)) {
            for (Path layer : layers.toList()) {
                candidate(layer).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparingLong(Candidate::used));
        return found;
    }

    /** What was never measured, or whose measure can not be read, waits until it is used again. */
    private static Optional<Candidate> candidate(Path layer) throws IOException {
        Path size = layer.resolve(SIZE);
        Path used = layer.resolve(USED);
        if (!Files.exists(size) || !Files.exists(used)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Candidate(layer, time(used), Long.parseLong(Files.readString(size))));
        } catch (NumberFormatException | CharacterCodingException e) {
            Files.delete(size);
            return Optional.empty();
        }
    }
}
