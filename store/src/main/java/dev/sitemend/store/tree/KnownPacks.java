package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.MissingObjectException;
import dev.sitemend.store.pack.PackEntry;
import dev.sitemend.store.pack.PackTail;
import dev.sitemend.store.pack.Packs;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Some packs of one site, to find objects in. */
final class KnownPacks implements NodeSource {
    private final SiteId site;
    private final Packs packs;
    private final List<PackTail> tails;

    /** An object, and the pack that has it. */
    record Found(PackTail tail, PackEntry entry) {}

    private KnownPacks(SiteId site, Packs packs, List<PackTail> tails) {
        this.site = site;
        this.packs = packs;
        this.tails = List.copyOf(tails);
    }

    /** Opens packs that must all be readable. */
    static KnownPacks open(SiteId site, Packs packs, Collection<PackReference> references, Lanes lanes) {
        List<PackReference> distinct = List.copyOf(new LinkedHashSet<>(references));
        return new KnownPacks(site, packs, lanes.map(distinct, reference -> packs.tail(site, reference)));
    }

    List<PackTail> tails() {
        return tails;
    }

    Found find(Digest digest) {
        for (PackTail tail : tails) {
            Optional<PackEntry> entry = tail.find(digest);
            if (entry.isPresent()) {
                return new Found(tail, entry.get());
            }
        }
        throw new MissingObjectException(
                "Cannot find " + digest + " of " + site + " in the " + tails.size() + " packs that should have it");
    }

    @Override
    public TreeNode node(Digest digest) {
        return TreeNode.decode(digest, bytes(digest));
    }

    byte[] bytes(Digest digest) {
        Found found = find(digest);
        return found.entry().isTree()
                ? packs.tree(site, found.tail(), found.entry())
                : packs.read(site, found.tail().reference(), found.entry());
    }
}
