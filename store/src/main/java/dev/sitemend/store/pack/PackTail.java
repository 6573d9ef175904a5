package dev.sitemend.store.pack;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import java.io.IOException;
import java.util.Optional;

/** The end of a pack: its tree nodes, still compressed, and its index. */
public final class PackTail {
    private final PackReference reference;
    private final PackIndex index;
    private final byte[] bytes;

    private PackTail(PackReference reference, PackIndex index, byte[] bytes) {
        this.reference = reference;
        this.index = index;
        this.bytes = bytes;
    }

    /** Takes the bytes of a pack from its trees on. They are kept and not copied. */
    static PackTail parse(PackReference reference, byte[] tail) {
        int treesBytes = Math.toIntExact(reference.indexOffset() - reference.treesOffset());
        return new PackTail(reference, PackIndex.parse(reference, tail, treesBytes), tail);
    }

    public PackReference reference() {
        return reference;
    }

    /** Where the object lies in this pack; empty if it does not. */
    public Optional<PackEntry> find(Digest digest) {
        int position = index.find(digest);
        return position < 0 ? Optional.empty() : Optional.of(index.entry(position));
    }

    /** Number of the object among those of this pack; negative if it is not here. */
    public int position(Digest digest) {
        return index.find(digest);
    }

    /** Number of objects. */
    public int count() {
        return index.count();
    }

    /** The object of a number from 0. */
    public PackEntry entry(int position) {
        return index.entry(position);
    }

    /** How many bytes of the pack an object takes. */
    public long stored(int position) {
        return index.stored(position);
    }

    /** Whether the pack is there for one large blob alone. */
    public boolean isSingle() {
        return index.count() == 1 && !index.isTree(0) && index.entry(0).size() >= PackWriter.LARGE;
    }

    byte[] tree(PackEntry entry) {
        return Frames.decompress(reference, entry, bytes, frame(entry));
    }

    void copyTree(PackEntry entry, PackWriter to) throws IOException {
        to.addFrame(entry, bytes, frame(entry));
    }

    private int frame(PackEntry entry) {
        return Math.toIntExact(entry.offset() - reference.treesOffset());
    }

    int weight() {
        return bytes.length;
    }
}
