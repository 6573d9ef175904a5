package dev.sitemend.store.pack;

import com.github.luben.zstd.ZstdInputStream;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Content;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.UnreadableObjectException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packs in the store. Ends of packs that were read are kept in memory, up to a bound. A pack that turned out
 * missing or damaged is forgotten, and nothing new is built upon it. Safe for use by several threads.
 */
public final class Packs {
    private static final Logger LOG = LoggerFactory.getLogger(Packs.class);

    // Ends of packs: 57 bytes an object and the tree nodes; a site of 10,000 files has about 1 MiB.
    private static final long KEPT_BYTES = 64L * 1024 * 1024;

    // One request costs about as much as 64 KiB on the wire, so smaller gaps are read over.
    private static final int GAP = 64 * 1024;

    // What one coalesced read brings at most; a single object may be as large as PackWriter.LARGE.
    private static final int READ = 4 * 1024 * 1024;

    private final ObjectStore store;
    private final Nonces nonces;
    private final Map<Kept, PackTail> tails = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Kept> distrusted = ConcurrentHashMap.newKeySet();
    private long keptBytes;

    private record Kept(SiteId site, PackReference reference) {}

    public Packs(ObjectStore store, Nonces nonces) {
        this.store = store;
        this.nonces = nonces;
    }

    /** Begins a pack in {@code file}, which must not be there. */
    public PackWriter begin(Path file) throws IOException {
        return PackWriter.create(file, nonces);
    }

    /** Brings a finished pack into the store. */
    public void put(SiteId site, PackReference reference, Path file) {
        store.put(Keys.pack(site, reference.digest()), Content.of(file));
        distrusted.remove(new Kept(site, reference));
    }

    /**
     * The end of a pack.
     *
     * @throws dev.sitemend.store.UnreadableObjectException if the pack is not there, or damaged
     */
    public PackTail tail(SiteId site, PackReference reference) {
        Kept key = new Kept(site, reference);
        synchronized (tails) {
            PackTail known = tails.get(key);
            if (known != null) {
                return known;
            }
        }

        PackTail tail = watched(key, () -> readTail(key));
        keep(key, tail);
        return tail;
    }

    /**
     * Those packs that new trees may be built upon: they are in the store now, in their size, and nothing of them was
     * found damaged. Asks for one listing, whatever is kept in memory or on the way to the store.
     */
    public List<PackReference> trusted(SiteId site, Collection<PackReference> references) {
        Map<String, PackReference> byKey = new TreeMap<>();
        references.forEach(
                reference -> byKey.put(Keys.pack(site, reference.digest()).value(), reference));
        Set<PackReference> present = new HashSet<>();
        if (!byKey.isEmpty()) {
            Listing.all(store, Keys.packs(site)).forEach(object -> {
                PackReference reference = byKey.get(object.key().value());
                if (reference != null && reference.bytes() == object.size()) {
                    present.add(reference);
                }
            });
        }

        List<PackReference> trusted = new ArrayList<>();
        for (PackReference reference : new LinkedHashSet<>(references)) {
            Kept key = new Kept(site, reference);
            if (!present.contains(reference)) {
                LOG.warn("Not building upon pack {} of {}: it is not in the store as it was", reference.digest(), site);
                distrust(key);
            } else if (!distrusted.contains(key)) {
                trusted.add(reference);
            }
        }
        return trusted;
    }

    /** A tree node, checked. */
    public byte[] tree(SiteId site, PackTail tail, PackEntry entry) {
        return watched(new Kept(site, tail.reference()), () -> tail.tree(entry));
    }

    /** An object that fits into memory, checked. */
    public byte[] read(SiteId site, PackReference pack, PackEntry entry) {
        return watched(new Kept(site, pack), () -> {
            byte[] frame = store.range(Keys.pack(site, pack.digest()), entry.offset(), Math.toIntExact(entry.stored()));
            return Frames.decompress(pack, entry, frame, 0);
        });
    }

    /** An object as a stream, read piece by piece. Its end throws {@link CorruptObjectException} if it is another. */
    public InputStream stream(SiteId site, PackReference pack, PackEntry entry) {
        try {
            InputStream frame =
                    new RangeInputStream(store, Keys.pack(site, pack.digest()), entry.offset(), entry.end(), READ);
            return new CheckedInputStream(
                    new ZstdInputStream(frame), pack, entry, () -> distrust(new Kept(site, pack)));
        } catch (IOException e) {
            throw new CorruptObjectException(Frames.message(pack, entry, String.valueOf(e.getMessage())), e);
        }
    }

    /** Splits what is wanted of one pack into reads of neighbours. Objects of {@link PackWriter#LARGE} stay alone. */
    public static List<List<PackEntry>> reads(List<PackEntry> wanted) {
        List<PackEntry> sorted = wanted.stream()
                .sorted(Comparator.comparingLong(PackEntry::offset))
                .toList();
        List<List<PackEntry>> reads = new ArrayList<>();
        List<PackEntry> read = new ArrayList<>();
        for (PackEntry entry : sorted) {
            boolean joins = !read.isEmpty()
                    && entry.offset() - read.getLast().end() <= GAP
                    && entry.end() - read.getFirst().offset() <= READ
                    && entry.size() < PackWriter.LARGE
                    && read.getLast().size() < PackWriter.LARGE;
            if (!joins && !read.isEmpty()) {
                reads.add(List.copyOf(read));
                read.clear();
            }
            read.add(entry);
        }
        if (!read.isEmpty()) {
            reads.add(List.copyOf(read));
        }
        return reads;
    }

    /** Brings one read's objects, each checked, to {@code sink}. */
    public void read(SiteId site, PackReference pack, List<PackEntry> read, BiConsumer<PackEntry, byte[]> sink) {
        long start = read.getFirst().offset();
        int length = Math.toIntExact(read.getLast().end() - start);
        Kept key = new Kept(site, pack);
        byte[] bytes = range(key, start, length);
        for (PackEntry entry : read) {
            byte[] object = watched(key, () -> Frames.decompress(pack, entry, bytes, (int) (entry.offset() - start)));
            sink.accept(entry, object);
        }
    }

    /** Copies objects into another pack as they lie in this one, each checked. Trees come last. */
    public void copy(SiteId site, PackTail from, List<PackEntry> entries, PackWriter to) throws IOException {
        PackReference pack = from.reference();
        Kept key = new Kept(site, pack);
        for (List<PackEntry> read :
                reads(entries.stream().filter(entry -> !entry.isTree()).toList())) {
            long start = read.getFirst().offset();
            byte[] bytes = range(key, start, Math.toIntExact(read.getLast().end() - start));
            for (PackEntry entry : read) {
                int at = (int) (entry.offset() - start);
                watched(key, () -> Frames.decompress(pack, entry, bytes, at));
                to.addFrame(entry, bytes, at);
            }
        }
        for (PackEntry entry : entries) {
            if (entry.isTree()) {
                tree(site, from, entry);
                from.copyTree(entry, to);
            }
        }
    }

    private byte[] range(Kept key, long start, int length) {
        return watched(
                key, () -> store.range(Keys.pack(key.site(), key.reference().digest()), start, length));
    }

    private PackTail readTail(Kept key) {
        PackReference reference = key.reference();
        long length = reference.bytes() - reference.treesOffset();
        if (length > Integer.MAX_VALUE - 8) {
            throw new CorruptObjectException(
                    "Cannot use pack " + reference.digest() + ": its end has " + length + " bytes");
        }

        byte[] bytes = store.range(Keys.pack(key.site(), reference.digest()), reference.treesOffset(), (int) length);
        return PackTail.parse(reference, bytes);
    }

    private <T> T watched(Kept key, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnreadableObjectException e) {
            distrust(key);
            throw e;
        }
    }

    private void distrust(Kept key) {
        distrusted.add(key);
        synchronized (tails) {
            PackTail tail = tails.remove(key);
            if (tail != null) {
                keptBytes -= tail.weight();
            }
        }
    }

    private void keep(Kept key, PackTail tail) {
        synchronized (tails) {
            if (tails.put(key, tail) == null) {
                keptBytes += tail.weight();
            }

            var eldest = tails.entrySet().iterator();
            while (keptBytes > KEPT_BYTES && tails.size() > 1) {
                keptBytes -= eldest.next().getValue().weight();
                eldest.remove();
            }
        }
    }
}
