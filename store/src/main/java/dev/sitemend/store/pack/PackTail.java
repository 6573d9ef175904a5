package dev.sitemend.store.pack;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The end of a pack: its tree nodes, still compressed, and its index. */
public final class PackTail {
    private final PackReference reference;
    private final PackIndex index;
    private final byte[] trees;

    private PackTail(PackReference reference, PackIndex index, byte[] trees) {
        this.reference = reference;
        this.index = index;
        this.trees = trees;
    }

    /** Takes the bytes of a pack from its trees on. */
    static PackTail parse(PackReference reference, byte[] tail) {
        int treesBytes = Math.toIntExact(reference.indexOffset() - reference.treesOffset());
        PackIndex index = PackIndex.parse(reference, Arrays.copyOfRange(tail, treesBytes, tail.length));
        return new PackTail(reference, index, Arrays.copyOf(tail, treesBytes));
    }

    public PackReference reference() {
        return reference;
    }

    /** Where the object lies in this pack; empty if it does not. */
    public Optional<PackEntry> find(Digest digest) {
        return index.find(digest);
    }

    /** All objects of the pack, by digest. */
    public List<PackEntry> entries() {
        return index.entries();
    }

    /** Whether the pack is there for one large blob alone. */
    public boolean isSingle() {
        return index.count() == 1;
    }

    byte[] tree(PackEntry entry) {
        return Frames.decompress(reference, entry, trees, Math.toIntExact(entry.offset() - reference.treesOffset()));
    }

    int weight() {
        return index.weight() + trees.length;
    }
}
