package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.pack.Nonces;
import dev.sitemend.store.pack.Packs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Directory trees in the store, by the digest of their root. Everything that is read is checked against the digest that
 * named it, up to the root; memory is bounded whatever the files' sizes. Safe for use by several threads.
 *
 * <p>Reading may throw {@link dev.sitemend.store.MissingObjectException} and
 * {@link dev.sitemend.store.CorruptObjectException}: of a cache, a miss.
 */
public final class Trees {
    // A lane holds a read of 4 MiB and one object of up to 8 MiB.
    private static final int DEFAULT_LANES = 8;

    private final Packs packs;
    private final Path scratch;
    private final Lanes lanes;

    /**
     * Trees in a store.
     *
     * @param scratch directory for packs under way; created when needed
     */
    public Trees(ObjectStore store, Path scratch) {
        this(store, scratch, DEFAULT_LANES, Nonces.random());
    }

    /**
     * Trees in a store.
     *
     * @param lanes how many requests are made side by side; with 1 all of them come in the same order each time
     * @param nonces make each pack another object
     */
    public Trees(ObjectStore store, Path scratch, int lanes, Nonces nonces) {
        this.packs = new Packs(store, nonces);
        this.scratch = scratch;
        this.lanes = new Lanes(lanes);
    }

    /** Reads and digests a directory. Symbolic links are taken as they are and not followed. */
    public Scan scan(Path directory) {
        try {
            return new DirectoryScanner(directory).scan();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot scan " + directory + ": " + e, e);
        }
    }

    /**
     * What a directory is now that was a stored tree: reads the tree nodes on changed paths, and the files that were
     * written.
     */
    public Scan edit(SiteId site, Base base, TreeEdit edit) {
        Tree before = open(site, base.root(), base.packs());
        WrittenFiles files = new WrittenFiles();
        TreeEditor editor = new TreeEditor(before, files);
        try {
            Tree after = editor.apply(edit);
            Comparison comparison = Comparison.of(before, after);
            return new Scan(
                    after,
                    new Scan.Found(editor.nodes(), files, files.skipped()),
                    new Scan.Origin.Edit(base.packs(), comparison.difference(), comparison.dropsLarge()),
                    base.files() + comparison.moreFiles(),
                    base.bytes() + comparison.moreBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what was written for " + site + ": " + e, e);
        }
    }

    /** What an empty directory is after an edit: all of it is new. */
    public Scan scan(TreeEdit edit) {
        Map<Digest, byte[]> nodes = new HashMap<>();
        Digest nothing = new DirectoryWriter(nodes).end().digest();
        Tree before = new Tree(new NewNodes(nodes, NodeSource.none()), nothing, List.of());
        WrittenFiles files = new WrittenFiles();
        TreeEditor editor = new TreeEditor(before, files);
        try {
            Tree after = editor.apply(edit);
            Comparison comparison = Comparison.of(before, after);
            nodes.putAll(editor.nodes());
            return new Scan(
                    after,
                    new Scan.Found(nodes, files, files.skipped()),
                    new Scan.Origin.Whole(),
                    comparison.moreFiles(),
                    comparison.moreBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what was written: " + e, e);
        }
    }

    /** A stored tree, of which only what is asked for is read. */
    public Tree open(SiteId site, Digest root, Collection<PackReference> references) {
        KnownPacks known = KnownPacks.open(site, packs, references, lanes);
        return new Tree(known, root, List.copyOf(references));
    }

    /** How {@code after} differs from {@code before}. Reads the nodes that differ, not those that both have. */
    public Difference difference(Tree before, Tree after) {
        return Comparison.of(before, after).difference();
    }

    /**
     * Brings a directory that holds {@code from} to hold {@code to}; brings only what differs. After an exception, what
     * is there is worthless.
     */
    public void advance(SiteId site, Tree from, Tree to, Path directory) {
        try {
            new TreeAdvance(directory, filesOf(site, to.packs())).advance(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot advance " + directory + ": " + e, e);
        }
    }

    /**
     * Brings trees into the store: one pack with all that {@code known} packs do not have, and one for each large file.
     * Nothing is written if nothing is new.
     *
     * @param known packs of this site, such as those of the base cache; unreadable ones count as absent
     */
    public Uploaded upload(SiteId site, List<Scan> roots, Collection<PackReference> known) {
        try {
            return new TreeUploader(site, packs, scratch, lanes).upload(roots, known);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot pack for " + site + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a tree into {@code into}, an empty or absent directory. After an exception, what is there is worthless.
     */
    public void restore(SiteId site, Digest root, Collection<PackReference> references, Path into) {
        Tree tree = open(site, root, references);
        try {
            new TreeRestorer(tree, filesOf(site, references), into).restore();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot restore into " + into + ": " + e, e);
        }
    }

    private FilesOnTheWay filesOf(SiteId site, Collection<PackReference> references) {
        return new FilesOnTheWay(fetcher(site, references));
    }

    private ContentFetcher fetcher(SiteId site, Collection<PackReference> references) {
        return new ContentFetcher(site, packs, KnownPacks.open(site, packs, references, lanes), lanes);
    }

    /** Every path of a tree. Reads its nodes, not its files. */
    public TreeListing listing(SiteId site, Digest root, Collection<PackReference> references) {
        return open(site, root, references).listing();
    }

    /** The content of a file. Its end throws {@code CorruptObjectException} if it is not what {@code digest} names. */
    public InputStream content(SiteId site, Digest digest, Collection<PackReference> references) {
        KnownPacks.Found found = KnownPacks.open(site, packs, references, lanes).find(digest);
        return packs.stream(site, found.tail().reference(), found.entry());
    }

    /**
     * Brings the contents of some files to {@code sink}, each once and in any order, with as few requests as their
     * places in the packs allow.
     */
    public void fetch(
            SiteId site, Collection<Digest> contents, Collection<PackReference> references, ContentSink sink) {
        fetcher(site, references).fetch(contents, new ContentFetcher.Sink() {
            @Override
            public void small(Digest digest, byte[] content) throws IOException {
                sink.take(digest, new ByteArrayInputStream(content));
            }

            @Override
            public void large(Digest digest, ContentFetcher.Opening opening) throws IOException {
                try (InputStream in = opening.open()) {
                    sink.take(digest, in);
                }
            }
        });
    }

    /** A tree node as it is stored, checked. */
    public byte[] node(SiteId site, Digest digest, Collection<PackReference> references) {
        return KnownPacks.open(site, packs, references, lanes).bytes(digest);
    }

    /** The content of a file that fits into memory (less than 8 MiB), such as a link's target. */
    public byte[] blob(SiteId site, Digest digest, Collection<PackReference> references) {
        KnownPacks.Found found = KnownPacks.open(site, packs, references, lanes).find(digest);
        return packs.read(site, found.tail().reference(), found.entry());
    }
}
