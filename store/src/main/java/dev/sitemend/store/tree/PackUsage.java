package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.pack.PackEntry;
import dev.sitemend.store.pack.PackTail;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An exact count of what some trees need of known packs, and the decision which of those are built upon. A bit for each
 * object, so that a million files cost little.
 */
final class PackUsage {
    // Each refresh adds a pack to what a tree needs, and a cold reader asks for the end of each: two rounds of 32
    // requests. What lies in the packs beyond, those with least in them, is sent again in the new one.
    static final int MOST_SHARED_PACKS = 64;

    // Room for as many refreshes before it is time again.
    private static final int SHARED_PACKS_AFTER = MOST_SHARED_PACKS / 2;

    // A pack of which more is dead is given up, its live part sent again: so of the bytes in the store for one tree at
    // most 30 % are dead, for at most 70/30 = 2.3 bytes sent again for each byte that died.
    private static final double MOST_DEAD = 0.3;

    private final List<PackTail> tails;
    private final List<Map<PackTail, BitSet>> usedByTree = new ArrayList<>();
    private final Map<PackTail, BitSet> used = new HashMap<>();
    private final Map<PackTail, BitSet> assigned = new HashMap<>();
    private boolean complete = true;

    private PackUsage(List<PackTail> tails) {
        this.tails = new ArrayList<>(tails);
    }

    /** Counts. Reads all nodes of the trees. */
    static PackUsage of(List<Tree> trees, List<PackTail> tails) {
        PackUsage usage = new PackUsage(tails);
        tails.forEach(tail -> usage.used.put(tail, new BitSet(tail.count())));
        for (Tree tree : trees) {
            Map<PackTail, BitSet> byTail = new HashMap<>();
            tails.forEach(tail -> byTail.put(tail, new BitSet(tail.count())));
            usage.usedByTree.add(byTail);
            TreeObjects.visit(tree, digest -> usage.count(digest, byTail));
        }
        usage.assign();
        return usage;
    }

    private void count(Digest digest, Map<PackTail, BitSet> byTail) {
        boolean found = false;
        for (PackTail tail : tails) {
            int position = tail.position(digest);
            if (position >= 0) {
                at(byTail, tail).set(position);
                at(used, tail).set(position);
                found = true;
            }
        }
        complete &= found;
    }

    /** Takes each object from one pack: those with most in them first, so that as few as possible are needed. */
    private void assign() {
        Map<PackTail, Long> weights = new HashMap<>();
        tails.forEach(tail -> weights.put(tail, bytes(tail, at(used, tail))));
        tails.sort(Comparator.comparingLong((PackTail tail) -> weights.getOrDefault(tail, 0L))
                .reversed());
        List<PackTail> before = new ArrayList<>();
        for (PackTail tail : tails) {
            BitSet mine = new BitSet(tail.count());
            at(used, tail).stream()
                    .filter(position -> before.stream()
                            .noneMatch(
                                    other -> other.position(tail.entry(position).digest()) >= 0))
                    .forEach(mine::set);
            assigned.put(tail, mine);
            if (!mine.isEmpty()) {
                before.add(tail);
            }
        }
    }

    /** Whether the packs have all that the trees need. */
    boolean isComplete() {
        return complete;
    }

    /** The packs that something is taken from. */
    List<PackTail> needed() {
        return tails.stream().filter(tail -> !at(assigned, tail).isEmpty()).toList();
    }

    /** Those of the needed packs that are better given up. */
    List<PackTail> worthless() {
        List<PackTail> shared =
                needed().stream().filter(tail -> !tail.isSingle()).toList();
        List<PackTail> kept = new ArrayList<>(
                shared.stream().filter(tail -> dead(tail) <= MOST_DEAD).toList());
        if (kept.size() >= MOST_SHARED_PACKS) {
            kept.sort(Comparator.comparingLong((PackTail tail) -> bytes(tail, at(assigned, tail)))
                    .reversed());
            kept.subList(SHARED_PACKS_AFTER, kept.size()).clear();
        }
        return shared.stream().filter(tail -> !kept.contains(tail)).toList();
    }

    /** How many objects are taken from a pack. */
    int objects(PackTail tail) {
        return at(assigned, tail).cardinality();
    }

    /** What is taken from a pack, a limited number at a time. */
    List<PackEntry> entries(PackTail tail, int from, int limit) {
        return at(assigned, tail).stream()
                .skip(from)
                .limit(limit)
                .mapToObj(tail::entry)
                .toList();
    }

    /** Whether a tree takes something from a pack. */
    boolean needs(int tree, PackTail tail) {
        return at(usedByTree.get(tree), tail).intersects(at(assigned, tail));
    }

    private double dead(PackTail tail) {
        BitSet all = new BitSet(tail.count());
        all.set(0, tail.count());
        return 1 - bytes(tail, at(assigned, tail)) / (double) bytes(tail, all);
    }

    private static long bytes(PackTail tail, BitSet positions) {
        return positions.stream().mapToLong(tail::stored).sum();
    }

    private static BitSet at(Map<PackTail, BitSet> bits, PackTail tail) {
        BitSet found = bits.get(tail);
        if (found == null) {
            throw new IllegalStateException(
                    "Cannot count pack " + tail.reference().digest() + ": it is not among those known");
        }
        return found;
    }
}
