package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.ObjectStore;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * Directory trees in the store, by the digest of their root. Everything that is read is checked against the digest that
 * named it, up to the root; memory is bounded whatever the files' sizes.
 *
 * <p>Reading may throw {@link dev.sitemend.store.MissingObjectException} and
 * {@link dev.sitemend.store.CorruptObjectException}: of a cache, a miss.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Trees {
    private final ObjectStore store;
    private final Path scratch;

    /**
     * Trees in a store.
     *
     * @param scratch directory for packs under way; created when needed
     */
    public Trees(ObjectStore store, Path scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    /** Reads and digests a directory. Symbolic links are taken as they are and not followed. */
    public Scan scan(Path directory) {
        throw new UnsupportedOperationException("scan " + directory + store + scratch);
    }

    /**
     * Brings trees into the store: one pack with all that {@code known} packs do not have, and one for each large file.
     * Nothing is written if nothing is new.
     *
     * @param known packs of this site, such as those of the base cache; unreadable ones count as absent
     */
    public Uploaded upload(SiteId site, List<Scan> roots, Collection<PackReference> known) {
        throw pending("upload");
    }

    /**
     * Writes a tree into {@code into}, an empty or absent directory. After an exception, what is there is worthless.
     */
    public void restore(SiteId site, Digest root, Collection<PackReference> packs, Path into) {
        throw pending("restore");
    }

    /** Every path of a tree. Reads its nodes, not its files. */
    public TreeListing listing(SiteId site, Digest root, Collection<PackReference> packs) {
        throw pending("listing");
    }

    /** The content of a file. The end of the stream throws if it is not what {@code digest} names. */
    public InputStream open(SiteId site, Digest digest, Collection<PackReference> packs) {
        throw pending("open");
    }

    /** The content of a file that fits into memory, such as a link's target. */
    public byte[] blob(SiteId site, Digest digest, Collection<PackReference> packs) {
        throw pending("blob");
    }

    /** How {@code after} differs from {@code before}. */
    public static Difference diff(TreeListing before, TreeListing after) {
        return TreeDiff.of(before, after);
    }

    private RuntimeException pending(String what) {
        return new UnsupportedOperationException(what + " in " + store + " by " + scratch);
    }
}
