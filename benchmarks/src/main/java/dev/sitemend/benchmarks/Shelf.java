package dev.sitemend.benchmarks;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.Stores;
import dev.sitemend.store.tree.Base;
import dev.sitemend.store.tree.Change;
import dev.sitemend.store.tree.Scan;
import dev.sitemend.store.tree.TreeEdit;
import dev.sitemend.store.tree.TreePath;
import dev.sitemend.store.tree.Trees;
import dev.sitemend.store.tree.Uploaded;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One directory in the store, as a builder puts it there and takes it out. */
final class Shelf {
    private static final SiteId SITE = new SiteId("bench");

    private final StoreSettings settings;
    private final Path scratch;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObjectStore store;
    private Trees trees;
    private @Nullable Artifact before;
    private @Nullable Artifact newest;

    Shelf(StoreSettings settings, Path scratch) {
        this.settings = settings;
        this.scratch = scratch;
        this.store = Stores.open(settings, meters);
        this.trees = new Trees(store, scratch);
    }

    private interface Work {
        long bytes() throws IOException;
    }

    private Measured measured(Work work) throws IOException {
        Requests requests = Requests.of(meters);
        long begun = System.nanoTime();
        long bytes = work.bytes();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Requests made = Requests.of(meters).since(requests);
        return new Measured(took, made.writes(), made.reads(), bytes);
    }

    /** All of a directory, as after a clean build: everything is read. What the store has already is not sent. */
    Measured upload(Path directory) throws IOException {
        return measured(() -> keep(trees.scan(directory)));
    }

    /** What a refresh wrote: {@code list} names the paths, one a line, as the upper layer of a workspace does. */
    Measured update(Path directory, Path list) throws IOException {
        NavigableMap<TreePath, Change> changes = new TreeMap<>();
        for (String path : Files.readAllLines(list)) {
            changes.put(TreePath.of(path), new Change.Written(directory.resolve(path)));
        }
        Base base = Base.of(known());
        return measured(() -> keep(trees.edit(SITE, base, new TreeEdit(changes))));
    }

    private long keep(Scan scan) {
        List<PackReference> packs = newest == null ? List.of() : newest.packs();
        Uploaded uploaded = trees.upload(SITE, List.of(scan), packs);
        before = newest;
        newest = uploaded.trees().getFirst().artifact();
        return uploaded.sentBytes();
    }

    /** The whole directory out of the store. */
    Measured restore(Path into) throws IOException {
        Artifact artifact = known();
        return measured(() -> {
            trees.restore(SITE, artifact.root(), artifact.packs(), into);
            return artifact.bytes();
        });
    }

    /** A directory that holds what was there before the last update: brings only what differs. */
    Measured advance(Path directory) throws IOException {
        Artifact from = Objects.requireNonNull(before, "nothing was updated yet");
        Artifact to = known();
        return measured(() -> {
            trees.advance(
                    SITE,
                    trees.open(SITE, from.root(), from.packs()),
                    trees.open(SITE, to.root(), to.packs()),
                    directory);
            return 0;
        });
    }

    /** The bytes of all packs, and nothing done with them: what a restore can not be quicker than. */
    Measured readPacks() throws IOException {
        Artifact artifact = known();
        return measured(() -> {
            long bytes = 0;
            for (PackReference pack : artifact.packs()) {
                bytes += store.get(Keys.pack(SITE, pack.digest())).orElseThrow().length;
            }
            return bytes;
        });
    }

    /** As a builder that was just started: knows nothing of any pack. */
    Measured forget() throws IOException {
        return measured(() -> {
            trees = new Trees(Stores.openProven(settings, meters), scratch);
            return 0;
        });
    }

    private Artifact known() {
        return Objects.requireNonNull(newest, "nothing was uploaded yet");
    }
}
