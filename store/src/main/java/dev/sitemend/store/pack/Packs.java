package dev.sitemend.store.pack;

import com.github.luben.zstd.ZstdInputStream;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Content;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The packs in the store. Ends of packs that were read are kept in memory, up to a bound. Safe for several threads. */
public final class Packs {
    // Ends of packs: 57 bytes an object and the tree nodes; a site of 10,000 files has about 1 MiB.
    private static final long KEPT_BYTES = 64L * 1024 * 1024;

    // One request costs about as much as 64 KiB on the wire, so smaller gaps are read over.
    private static final int GAP = 64 * 1024;

    // What one coalesced read brings at most; a single object may be as large as PackWriter.LARGE.
    private static final int READ = 4 * 1024 * 1024;

    private final ObjectStore store;
    private final Map<Kept, PackTail> tails = new LinkedHashMap<>(16, 0.75f, true);
    private long keptBytes;

    private record Kept(SiteId site, PackReference reference) {}

    public Packs(ObjectStore store) {
        this.store = store;
    }

    /** Brings a finished pack into the store. */
    public void put(SiteId site, PackReference reference, Path file) {
        store.put(Keys.pack(site, reference.digest()), Content.of(file));
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

        long length = reference.bytes() - reference.treesOffset();
        if (length > Integer.MAX_VALUE - 8) {
            throw new CorruptObjectException(
                    "Cannot use pack " + reference.digest() + ": its end has " + length + " bytes");
        }
        byte[] bytes = store.range(Keys.pack(site, reference.digest()), reference.treesOffset(), (int) length);
        PackTail tail = PackTail.parse(reference, bytes);
        keep(key, tail);
        return tail;
    }

    /** An object that fits into memory, checked. */
    public byte[] read(SiteId site, PackReference pack, PackEntry entry) {
        byte[] frame = store.range(Keys.pack(site, pack.digest()), entry.offset(), Math.toIntExact(entry.stored()));
        return Frames.decompress(pack, entry, frame, 0);
    }

    /** An object as a stream, read piece by piece. Its end throws {@link CorruptObjectException} if it is another. */
    public InputStream stream(SiteId site, PackReference pack, PackEntry entry) {
        try {
            InputStream frame =
                    new RangeInputStream(store, Keys.pack(site, pack.digest()), entry.offset(), entry.end(), READ);
            return new CheckedInputStream(new ZstdInputStream(frame), pack, entry);
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
        byte[] bytes = store.range(Keys.pack(site, pack.digest()), start, length);
        for (PackEntry entry : read) {
            sink.accept(entry, Frames.decompress(pack, entry, bytes, (int) (entry.offset() - start)));
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
