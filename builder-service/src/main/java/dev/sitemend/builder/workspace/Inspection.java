package dev.sitemend.builder.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Whether a layer is as the last build left it. Looks at every file while the build goes on, and is asked when the
 * generator is done: what was damaged before the build began must not come into what it makes. What this build changes
 * itself is told here, and looked at before.
 */
final class Inspection implements AutoCloseable {
    private static final String SOMEBODY = " was changed by somebody else";
    private static final String NOT_LOOKED_AT = "it can not be looked at: ";
    private static final Path SOURCE = Path.of(LayerPart.SOURCE.folder());
    private static final Path GIT = SOURCE.resolve(".git");

    private final Path layer;
    private final Map<LayerPart, Instant> since;
    private final FutureTask<Collection<Path>> look;
    private final Set<Path> own = new HashSet<>();
    private final Set<LayerPart> anew = EnumSet.noneOf(LayerPart.class);

    Inspection(Path layer, Map<LayerPart, Instant> since, Newer newer) {
        this.layer = layer;
        this.since = Map.copyOf(since);
        this.look = new FutureTask<>(() -> since.isEmpty() ? List.of() : newer.changed(layer, this.since));
    }

    /** To be run by another thread; or else it is done when its answer is needed. */
    Runnable look() {
        return look;
    }

    /**
     * Looks now at what Git is about to change in the source, and takes it for this build's own from here on: its own
     * folder, these files, and the directories above them.
     *
     * @return what else changed there
     */
    Optional<String> lookAhead(Collection<Path> paths) {
        Instant moment = since.get(LayerPart.SOURCE);
        if (moment == null) {
            return Optional.empty();
        }

        Set<Path> ahead = new HashSet<>(Set.of(SOURCE));
        for (Path path : paths) {
            for (Path at = SOURCE.resolve(path); at != null && ahead.add(at); at = at.getParent()) {
                own.add(at);
            }
        }
        own.add(SOURCE);
        try {
            ahead.addAll(git());
            for (Path path : ahead) {
                Path onDisk = layer.resolve(path);
                // What is not there is missed by the directory above it.
                if (Files.exists(onDisk, LinkOption.NOFOLLOW_LINKS)
                        && NewerByWalk.changedAt(onDisk).isAfter(moment)) {
                    return Optional.of(path + SOMEBODY);
                }
            }
            return Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.of(NOT_LOOKED_AT + e);
        }
    }

    private List<Path> git() throws IOException {
        if (!Files.exists(layer.resolve(GIT))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(layer.resolve(GIT))) {
            return files.map(layer::relativize).toList();
        }
    }

    /** Nothing of this part is what was left there. */
    void replaced(LayerPart part) {
        anew.add(part);
    }

    /** What was changed by somebody else since it was left; empty for nothing. Waits until all of it was looked at. */
    Optional<String> damage() throws InterruptedException {
        if (anew.containsAll(since.keySet())) {
            return Optional.empty();
        }
        look.run();
        try {
            return look.get().stream()
                    .filter(path -> !own.contains(path))
                    .filter(path -> anew.stream().noneMatch(part -> path.startsWith(part.folder())))
                    .findFirst()
                    .map(path -> path + SOMEBODY);
        } catch (ExecutionException e) {
            return Optional.of(NOT_LOOKED_AT + e.getCause());
        }
    }

    @Override
    public void close() {
        look.cancel(true);
    }
}
