package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.pack.PackEntry;
import dev.sitemend.store.pack.PackTail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One upload. What an edit changed is added to the packs of its base. Now and then, and for whole directories always,
 * it is counted what of the packs is needed still, and what is left of those with little in them is sent again. Used
 * once.
 */
final class Upload {
    // How many objects are copied at a time: 150 bytes each in memory.
    private static final int COPIED_TOGETHER = 50_000;

    private final List<Scan> scans;
    private final List<PackTail> known;
    private final NewPack pack;
    private final boolean isRecounted;
    private final List<Needs> needs = new ArrayList<>();

    /** What the tree of one scan needs. */
    private static final class Needs {
        private final SequencedSet<PackReference> packs = new LinkedHashSet<>();
        private boolean newPack;
    }

    Upload(List<Scan> scans, List<PackTail> known, NewPack pack) {
        this.scans = scans;
        this.known = known;
        this.pack = pack;
        this.isRecounted = isRecounted(scans, known);
        scans.forEach(_ -> needs.add(new Needs()));
    }

    Uploaded run() throws IOException {
        if (isRecounted) {
            recounted();
        } else {
            for (int i = 0; i < scans.size(); i++) {
                needs.get(i).packs.addAll(scans.get(i).origin().packs());
            }
            addBlobs();
            addNodes();
        }

        Optional<PackReference> sent = pack.send();
        List<UploadedTree> trees = new ArrayList<>();
        for (int i = 0; i < scans.size(); i++) {
            Needs mine = needs.get(i);
            if (mine.newPack) {
                sent.ifPresent(mine.packs::add);
            }
            Scan scan = scans.get(i);
            trees.add(new UploadedTree(scan.root(), List.copyOf(mine.packs), scan.files(), scan.bytes()));
        }
        return new Uploaded(trees, pack.sentObjects(), pack.sentBytes());
    }

    /**
     * A whole directory's nodes are at hand. Of an edit all have to be read, so it is counted when its packs have
     * become many, and when it may have made a large one worthless.
     */
    private static boolean isRecounted(List<Scan> scans, List<PackTail> known) {
        if (scans.stream().anyMatch(scan -> scan.origin().isRecounted())) {
            return true;
        }

        Set<PackReference> bases = new LinkedHashSet<>();
        scans.forEach(scan -> bases.addAll(scan.origin().packs()));
        long shared = known.stream()
                .filter(tail -> bases.contains(tail.reference()) && !tail.isSingle())
                .count();
        return shared >= PackUsage.MOST_SHARED_PACKS;
    }

    private void recounted() throws IOException {
        PackUsage usage = PackUsage.of(scans.stream().map(Scan::tree).toList(), known);
        // When there is nothing to send, nothing is sent again either.
        List<PackTail> givenUp = usage.isComplete() ? List.of() : usage.worthless();
        List<PackTail> kept =
                usage.needed().stream().filter(tail -> !givenUp.contains(tail)).toList();
        for (int i = 0; i < scans.size(); i++) {
            for (PackTail tail : kept) {
                if (usage.needs(i, tail)) {
                    needs.get(i).packs.add(tail.reference());
                }
            }
            for (PackTail tail : givenUp) {
                needs.get(i).newPack |= usage.needs(i, tail);
            }
        }

        addBlobs();
        copy(givenUp, usage, entry -> !entry.isTree());
        addNodes();
        copy(givenUp, usage, PackEntry::isTree);
    }

    private void copy(List<PackTail> givenUp, PackUsage usage, Predicate<PackEntry> wanted) throws IOException {
        for (PackTail tail : givenUp) {
            for (int from = 0; from < usage.objects(tail); from += COPIED_TOGETHER) {
                List<PackEntry> entries = usage.entries(tail, from, COPIED_TOGETHER);
                pack.copy(tail, entries.stream().filter(wanted).toList());
            }
        }
    }

    private void addBlobs() throws IOException {
        for (int i = 0; i < scans.size(); i++) {
            Needs mine = needs.get(i);
            scans.get(i).found().blobs().visit((blob, opening) -> {
                if (!isKnown(blob.digest(), mine)) {
                    pack.add(blob, opening).ifPresentOrElse(mine.packs::add, () -> mine.newPack = true);
                }
            });
        }
    }

    private void addNodes() throws IOException {
        for (int i = 0; i < scans.size(); i++) {
            Needs mine = needs.get(i);
            for (Map.Entry<Digest, byte[]> node : scans.get(i).found().nodes().entrySet()) {
                if (!isKnown(node.getKey(), mine)) {
                    pack.add(node.getKey(), node.getValue());
                    mine.newPack = true;
                }
            }
        }
    }

    /** Whether a known pack has the object. After a recount it is said already which. */
    private boolean isKnown(Digest digest, Needs mine) {
        Optional<PackTail> holder = known.stream()
                .filter(tail -> tail.position(digest) >= 0)
                .min(Comparator.comparingInt(tail -> mine.packs.contains(tail.reference()) ? 0 : 1));
        if (!isRecounted) {
            holder.ifPresent(tail -> mine.packs.add(tail.reference()));
        }
        return holder.isPresent();
    }
}
