package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.MissingObjectException;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.pack.PackTail;
import dev.sitemend.store.pack.Packs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings scanned trees into the store, upon what is there and readable. */
final class TreeUploader {
    private static final Logger LOG = LoggerFactory.getLogger(TreeUploader.class);

    private final SiteId site;
    private final Packs packs;
    private final Path scratch;
    private final Lanes lanes;

    TreeUploader(SiteId site, Packs packs, Path scratch, Lanes lanes) {
        this.site = site;
        this.packs = packs;
        this.scratch = scratch;
        this.lanes = lanes;
    }

    Uploaded upload(List<Scan> scans, Collection<PackReference> known) throws IOException {
        if (scans.stream().allMatch(Scan::isUnchanged)) {
            // There is nothing to build upon anything: what the base needs is what it needed.
            return new Uploaded(scans.stream().map(TreeUploader::asBefore).toList(), 0, 0);
        }

        Set<PackReference> bases = new LinkedHashSet<>();
        scans.forEach(scan -> bases.addAll(scan.origin().packs()));
        Set<PackReference> candidates = new LinkedHashSet<>(bases);
        candidates.addAll(known);
        while (true) {
            List<PackTail> tails = readable(candidates);
            requireAll(bases, tails);
            try (NewPack pack = NewPack.begin(site, packs, scratch)) {
                return new Upload(scans, tails, pack).run();
            } catch (UnreadableObjectException e) {
                // Of a whole directory all is on the disk, and what was damaged is not trusted any more.
                if (!bases.isEmpty() || readable(candidates).size() == tails.size()) {
                    throw e;
                }
                LOG.warn("Sending what lies in a damaged pack of {} again: {}", site, e.getMessage());
            }
        }
    }

    private static UploadedTree asBefore(Scan scan) {
        return new UploadedTree(scan.root(), scan.origin().packs(), scan.files(), scan.bytes());
    }

    private List<PackTail> readable(Set<PackReference> candidates) {
        return lanes.map(packs.trusted(site, candidates), this::tail).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<PackTail> tail(PackReference reference) {
        try {
            return Optional.of(packs.tail(site, reference));
        } catch (UnreadableObjectException e) {
            LOG.warn("Not building upon pack {} of {}: {}", reference.digest(), site, e.getMessage());
            return Optional.empty();
        }
    }

    private void requireAll(Set<PackReference> bases, List<PackTail> tails) {
        Set<PackReference> missing = new HashSet<>(bases);
        tails.forEach(tail -> missing.remove(tail.reference()));
        if (!missing.isEmpty()) {
            throw new MissingObjectException("Cannot build upon what " + site + " has in the store: "
                    + missing.size() + " of " + bases.size() + " packs are missing or damaged, such as "
                    + missing.iterator().next().digest());
        }
    }
}
