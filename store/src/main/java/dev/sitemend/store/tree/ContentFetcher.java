package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.pack.PackEntry;
import dev.sitemend.store.pack.PackTail;
import dev.sitemend.store.pack.PackWriter;
import dev.sitemend.store.pack.Packs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings any contents out of packs, neighbours in one read. */
final class ContentFetcher {
    private final SiteId site;
    private final Packs packs;
    private final KnownPacks known;
    private final Lanes lanes;

    private record Read(PackTail tail, List<PackEntry> entries) {}

    /** Takes contents, each once. Called by several threads at once. */
    interface Sink {
        /** Takes a content that is in memory. */
        void small(Digest digest, byte[] content) throws IOException;

        /** Takes a content that is read while it is taken. */
        void large(Digest digest, Opening opening) throws IOException;
    }

    /** Opens a content, from its start each time. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    ContentFetcher(SiteId site, Packs packs, KnownPacks known, Lanes lanes) {
        this.site = site;
        this.packs = packs;
        this.known = known;
        this.lanes = lanes;
    }

    void fetch(Collection<Digest> contents, Sink sink) {
        Map<PackTail, List<PackEntry>> wanted = new LinkedHashMap<>();
        for (Digest digest : contents) {
            KnownPacks.Found found = known.find(digest);
            wanted.computeIfAbsent(found.tail(), _ -> new ArrayList<>()).add(found.entry());
        }

        List<Read> reads = new ArrayList<>();
        wanted.forEach((tail, entries) -> Packs.reads(entries).forEach(read -> reads.add(new Read(tail, read))));
        lanes.map(reads, read -> bring(read, sink));
    }

    private Read bring(Read read, Sink sink) {
        PackEntry first = read.entries().getFirst();
        if (first.size() >= PackWriter.LARGE) {
            try {
                sink.large(first.digest(), () -> packs.stream(site, read.tail().reference(), first));
            } catch (IOException e) {
                throw cannotBring(first, e);
            }
        } else {
            packs.read(site, read.tail().reference(), read.entries(), (entry, bytes) -> {
                try {
                    sink.small(entry.digest(), bytes);
                } catch (IOException e) {
                    throw cannotBring(entry, e);
                }
            });
        }
        return read;
    }

    private static UncheckedIOException cannotBring(PackEntry entry, IOException cause) {
        return new UncheckedIOException("Cannot bring " + entry.digest() + ": " + cause, cause);
    }
}
