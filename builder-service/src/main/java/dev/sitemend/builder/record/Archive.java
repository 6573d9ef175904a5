package dev.sitemend.builder.record;

import dev.sitemend.builder.cost.Spent;
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
import dev.sitemend.store.tree.Scan;
import dev.sitemend.store.tree.Tree;
import dev.sitemend.store.tree.Trees;
import dev.sitemend.store.tree.Uploaded;
import dev.sitemend.store.tree.UploadedTree;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
     * What is to be kept.
     *
     * @param state absent when the generator keeps none, or none that is worth it: then nothing starts from this seal
     * @param mostState in bytes; more is not kept
     * @param spent what the build took, for the site's history
     * @param base the cache that the build started from; absent for a clean one
     * @param previous what the output is compared with
     */
    public record Product(
            Claim claim,
            Revision revision,
            String fingerprint,
            Path output,
            Optional<Path> state,
            long mostState,
            Spent spent,
            Optional<CacheSeal> base,
            Optional<Artifact> previous) {}

    /** What is in the store now. */
    public record Kept(Artifact artifact, Changes changed, long sentBytes) {}

    /** Writes state and output of a cache into empty directories. */
    public Restored restore(CacheSeal seal, Path state, Path output) throws InterruptedException {
        SiteId site = seal.channel().site();
        try {
            untilAvailable.run(() -> trees.restore(site, seal.output(), seal.packs(), output));
            @Nullable Digest sealedState = seal.state();
            if (sealedState != null) {
                untilAvailable.run(() -> trees.restore(site, sealedState, seal.packs(), state));
            }
            return new Restored.Complete();
        } catch (UnreadableObjectException e) {
            return new Restored.Miss(String.valueOf(e.getMessage()));
        }
    }

    /** Uploads a successful build's output, and seals its cache. */
    public Kept keep(Product product) throws InterruptedException {
        SiteId site = product.claim().channel().site();
        Scan output = trees.scan(product.output());
        Optional<Scan> state = product.state()
                .map(trees::scan)
                .filter(scan -> isWithin(product.mostState(), scan.listing().bytes()));
        List<Scan> scans = new ArrayList<>(List.of(output));
        state.ifPresent(scans::add);

        Uploaded uploaded = untilAvailable.get(() -> trees.upload(site, scans, known(product)));
        Artifact artifact = uploaded.trees().getFirst().artifact();
        Changes changes = changes(product, output);
        seal(product, artifact, changes, state.map(_ -> uploaded.trees().getLast()));
        return new Kept(artifact, changes, uploaded.sentBytes());
    }

    private static boolean isWithin(long most, long bytes) {
        if (bytes > most) {
            LOG.warn("State of {} bytes is not kept: sitemend.cache.most-state allows {}", bytes, most);
        }
        return bytes <= most;
    }

    /** Without a state, too: the next build reads here what this one took. */
    private void seal(Product product, Artifact output, Changes changes, Optional<UploadedTree> state)
            throws InterruptedException {
        Set<PackReference> packs = new LinkedHashSet<>(output.packs());
        state.ifPresent(tree -> packs.addAll(tree.packs()));
        Instant now = clock.instant();
        CacheSeal seal = new CacheSeal(
                product.claim().number(),
                product.claim().channel(),
                product.revision(),
                state.map(UploadedTree::root).orElse(null),
                output.root(),
                List.copyOf(packs),
                lineage(product),
                product.spent().costs(changes, now),
                now,
                tokens.get());
        untilAvailable.run(() -> caches.seal(seal));
    }

    private static Lineage lineage(Product product) {
        return product.base()
                .map(base -> new Lineage(
                        base.number(),
                        base.lineage().depth() + 1,
                        base.lineage().clean(),
                        product.fingerprint()))
                .orElseGet(() -> new Lineage(null, 0, product.claim().number(), product.fingerprint()));
    }

    private static Set<PackReference> known(Product product) {
        Set<PackReference> known = new LinkedHashSet<>();
        product.base().ifPresent(base -> known.addAll(base.packs()));
        product.previous().ifPresent(previous -> known.addAll(previous.packs()));
        return known;
    }

    private Changes changes(Product product, Scan now) throws InterruptedException {
        if (product.previous().isEmpty()) {
            return new Changes(now.files(), 0, 0);
        }

        Artifact previous = product.previous().get();
        SiteId site = product.claim().channel().site();
        try {
            Tree before = untilAvailable.get(() -> trees.open(site, previous.root(), previous.packs()));
            return trees.difference(before, now.tree()).changes();
        } catch (UnreadableObjectException | StoreRefusedException e) {
            LOG.warn(
                    "Cannot compare with the previous output of {}: {}",
                    product.claim().channel(),
                    e.getMessage());
            return new Changes(now.files(), 0, 0);
        }
    }
}
