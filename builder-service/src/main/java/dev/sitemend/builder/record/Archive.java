package dev.sitemend.builder.record;

import dev.sitemend.builder.checkout.SourceChanges;
import dev.sitemend.builder.cost.Spent;
import dev.sitemend.builder.workspace.Folder;
import dev.sitemend.builder.workspace.FolderEdit;
import dev.sitemend.builder.workspace.Layout;
import dev.sitemend.builder.workspace.Product;
import dev.sitemend.builder.workspace.Touched;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.Lineage;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.cache.Caches;
import dev.sitemend.store.tree.Base;
import dev.sitemend.store.tree.Scan;
import dev.sitemend.store.tree.Tree;
import dev.sitemend.store.tree.TreeListing;
import dev.sitemend.store.tree.Trees;
import dev.sitemend.store.tree.Uploaded;
import dev.sitemend.store.tree.UploadedTree;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings output and state into the store and takes them out again. What it wrote counts only with a report. */
public final class Archive {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

    private final Trees trees;
    private final Caches caches;
    private final Clock clock;
    private final Supplier<WriterToken> tokens;
    private final UntilAvailable untilAvailable;

    public Archive(
            Trees trees, Caches caches, Clock clock, Supplier<WriterToken> tokens, UntilAvailable untilAvailable) {
        this.trees = trees;
        this.caches = caches;
        this.clock = clock;
        this.tokens = tokens;
        this.untilAvailable = untilAvailable;
    }

    /** Whether a cache could be restored. */
    public sealed interface Restored {
        record Complete() implements Restored {}

        /** Gone or damaged; what is on the disk now is worth nothing. Never a failed build: it starts clean instead. */
        record Miss(String reason) implements Restored {}
    }

    /**
     * What a build started from, and what it is compared with.
     *
     * @param seal the cache; absent for a clean build
     * @param previous the newest success of the channel, whose cache that is
     */
    public record Origin(Optional<CacheSeal> seal, Optional<Artifact> previous) {}

    /**
     * A product as trees, read and digested.
     *
     * @param outputBase what the output is told as a difference from; absent when all of it was made
     */
    public record Scanned(Scan output, Optional<Base> outputBase, Scan state) {}

    /**
     * A build that succeeded.
     *
     * @param mostState in bytes; more is not kept, and then nothing starts from this seal
     * @param spent what the build took, for the site's history
     */
    public record Making(Claim claim, Revision revision, String fingerprint, long mostState, Spent spent) {
        /** The generator keeps no state, or none that is worth it. */
        public static final long NO_STATE = -1;
    }

    /** What is in the store now. */
    public record Kept(Artifact artifact, Changes changed, long sentBytes, CacheSeal seal) {}

    /** Brings a workspace to state and output of a cache: only what differs from what it has. */
    public Restored restore(CacheSeal seal, Layout layout, SourceChanges since, Workspace workspace)
            throws InterruptedException {
        try {
            workspace.startFrom(seal, layout, since, (part, held, folder) -> bring(part, held, seal, folder));
            return new Restored.Complete();
        } catch (UnreadableObjectException e) {
            return new Restored.Miss(String.valueOf(e.getMessage()));
        }
    }

    private Touched bring(Workspace.Part part, Optional<CacheSeal> held, CacheSeal wanted, java.nio.file.Path folder)
            throws InterruptedException {
        SiteId site = wanted.channel().site();
        Optional<Digest> root = root(part, wanted);
        if (root.isEmpty()) {
            return new Touched.Everything();
        }
        Optional<Digest> before = held.flatMap(seal -> root(part, seal));
        if (before.equals(root)) {
            return new Touched.Paths(List.of());
        }
        if (held.isPresent() && before.isPresent()) {
            return untilAvailable.get(() -> {
                Tree from = trees.open(site, before.get(), held.get().packs());
                Tree to = trees.open(site, root.get(), wanted.packs());
                trees.advance(site, from, to, folder);
                // Who owns the directories is not told by what differs.
                return new Touched.Everything();
            });
        }
        untilAvailable.run(() -> trees.restore(site, root.get(), wanted.packs(), folder));
        return new Touched.Everything();
    }

    private static Optional<Digest> root(Workspace.Part part, CacheSeal seal) {
        return switch (part) {
            case STATE -> Optional.ofNullable(seal.state());
            case OUTPUT -> Optional.of(seal.output());
        };
    }

    /** Reads and digests what a build wrote, and nothing else of the site. */
    public Scanned read(SiteId site, Product product, Origin origin) throws InterruptedException {
        boolean edited = product.output() instanceof Folder.Edited(FolderEdit edit)
                && edit.beginning() == FolderEdit.Beginning.BASE;
        Optional<Base> base = edited && origin.seal().isPresent()
                ? Optional.of(outputBase(site, origin.seal().get(), origin.previous()))
                : Optional.empty();
        Scan output = switch (product.output()) {
            case Folder.Whole(var directory) -> trees.scan(directory);
            case Folder.Edited(FolderEdit edit) -> edit(site, edit, base);
        };
        Optional<Base> state = origin.seal()
                .flatMap(seal -> root(Workspace.Part.STATE, seal).map(root -> new Base(root, seal.packs(), 0, 0)));
        return new Scanned(output, base, edit(site, product.state(), state));
    }

    /**
     * The output that the build began with. Its counts stand in the artifact of the same build; where that is not at
     * hand, as after a branch was deleted and came again, they are counted: one look at all of the tree's nodes.
     */
    private Base outputBase(SiteId site, CacheSeal seal, Optional<Artifact> previous) throws InterruptedException {
        Optional<Base> known = previous.filter(artifact -> artifact.root().equals(seal.output()))
                .map(Base::of);
        if (known.isPresent()) {
            return known.get();
        }

        TreeListing listing = untilAvailable.get(() -> trees.listing(site, seal.output(), seal.packs()));
        return new Base(seal.output(), seal.packs(), listing.files(), listing.bytes());
    }

    private Scan edit(SiteId site, FolderEdit edit, Optional<Base> base) throws InterruptedException {
        return edit.beginning() == FolderEdit.Beginning.BASE && base.isPresent()
                ? untilAvailable.get(() -> trees.edit(site, base.get(), TreeEdits.of(edit)))
                : trees.scan(TreeEdits.of(edit));
    }

    /** Uploads a successful build's output, and seals its cache. */
    public Kept keep(Making making, Scanned scanned, Origin origin) throws InterruptedException {
        SiteId site = making.claim().channel().site();
        Optional<Scan> state = Optional.of(scanned.state())
                .filter(_ -> making.mostState() != Making.NO_STATE)
                .filter(scan -> isWithin(making.mostState(), scan.bytes()));
        List<Scan> scans = new ArrayList<>(List.of(scanned.output()));
        state.ifPresent(scans::add);

        Uploaded uploaded = untilAvailable.get(() -> trees.upload(site, scans, known(origin)));
        Artifact artifact = uploaded.trees().getFirst().artifact();
        Changes changes = changes(site, scanned, origin);
        CacheSeal seal = seal(
                making,
                origin,
                artifact,
                changes,
                state.map(_ -> uploaded.trees().getLast()));
        untilAvailable.run(() -> caches.seal(seal));
        return new Kept(artifact, changes, uploaded.sentBytes(), seal);
    }

    private static boolean isWithin(long most, long bytes) {
        if (bytes > most) {
            LOG.warn("State of {} bytes is not kept: sitemend.cache.most-state allows {}", bytes, most);
        }
        return bytes <= most;
    }

    /** Without a state, too: the next build reads here what this one took. */
    private CacheSeal seal(
            Making making, Origin origin, Artifact output, Changes changes, Optional<UploadedTree> state) {
        Set<PackReference> packs = new LinkedHashSet<>(output.packs());
        state.ifPresent(tree -> packs.addAll(tree.packs()));
        Instant now = clock.instant();
        return new CacheSeal(
                making.claim().number(),
                making.claim().channel(),
                making.revision(),
                state.map(UploadedTree::root).orElse(null),
                output.root(),
                List.copyOf(packs),
                lineage(making, origin),
                making.spent().costs(changes, now),
                now,
                tokens.get());
    }

    private static Lineage lineage(Making making, Origin origin) {
        return origin.seal()
                .map(base -> new Lineage(
                        base.number(),
                        base.lineage().depth() + 1,
                        base.lineage().clean(),
                        making.fingerprint()))
                .orElseGet(() -> new Lineage(null, 0, making.claim().number(), making.fingerprint()));
    }

    private static Set<PackReference> known(Origin origin) {
        Set<PackReference> known = new LinkedHashSet<>();
        origin.seal().ifPresent(base -> known.addAll(base.packs()));
        origin.previous().ifPresent(previous -> known.addAll(previous.packs()));
        return known;
    }

    private Changes changes(SiteId site, Scanned scanned, Origin origin) throws InterruptedException {
        Scan now = scanned.output();
        if (origin.previous().isEmpty()) {
            return new Changes(now.files(), 0, 0);
        }

        Artifact previous = origin.previous().get();
        if (scanned.outputBase().equals(Optional.of(Base.of(previous)))) {
            return now.changes();
        }
        try {
            Tree before = untilAvailable.get(() -> trees.open(site, previous.root(), previous.packs()));
            return trees.difference(before, now.tree()).changes();
        } catch (UnreadableObjectException | StoreRefusedException e) {
            LOG.warn("Cannot compare with the previous output of {}: {}", site, e.getMessage());
            return new Changes(now.files(), 0, 0);
        }
    }
}
