package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Content;
import dev.sitemend.store.pack.PackTail;
import dev.sitemend.store.pack.PackWriter;
import dev.sitemend.store.pack.Packs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Predicate;

/** Brings scanned trees into the store. Used once. */
final class TreeUploader {
    // Each refresh adds a pack to what a tree needs, and a cold reader asks for the end of each: two rounds of 32
    // requests. What lies in the packs beyond, those with least in them, is sent again in the new one.
    static final int MOST_SHARED_PACKS = 64;

    private final SiteId site;
    private final Packs packs;
    private final Path scratch;
    private final Lanes lanes;
    private final Map<Digest, PackReference> places = new HashMap<>();
    private long sentObjects;
    private long sentBytes;

    TreeUploader(SiteId site, Packs packs, Path scratch, Lanes lanes) {
        this.site = site;
        this.packs = packs;
        this.scratch = scratch;
        this.lanes = lanes;
    }

    Uploaded upload(List<Scan> scans, Collection<PackReference> known) throws IOException {
        Map<Digest, Content> nodes = new LinkedHashMap<>();
        Map<Digest, Content> blobs = new LinkedHashMap<>();
        for (Scan scan : scans) {
            nodes.putAll(scan.nodes());
            blobs.putAll(scan.blobs());
        }

        findPlaces(known, nodes, blobs);
        nodes.keySet().removeIf(places::containsKey);
        blobs.keySet().removeIf(places::containsKey);
        send(nodes, blobs);
        return new Uploaded(scans.stream().map(this::uploaded).toList(), sentObjects, sentBytes);
    }

    private void findPlaces(Collection<PackReference> known, Map<Digest, Content> nodes, Map<Digest, Content> blobs) {
        List<PackReference> distinct = List.copyOf(new LinkedHashSet<>(known));
        List<PackTail> tails = new ArrayList<>();
        lanes.map(distinct, reference -> packs.trusted(site, reference)).forEach(tail -> tail.ifPresent(tails::add));

        Predicate<Digest> wanted = digest -> nodes.containsKey(digest) || blobs.containsKey(digest);
        Map<PackTail, Long> uses = new HashMap<>();
        tails.forEach(tail -> uses.put(tail, usedBytes(tail, wanted)));
        // The packs with most in them first, so that as few as possible are needed.
        tails.sort(Comparator.comparing((PackTail tail) -> uses.getOrDefault(tail, 0L))
                .reversed());

        int shared = 0;
        for (PackTail tail : tails) {
            if (uses.getOrDefault(tail, 0L) > 0 && (tail.isSingle() || shared++ < MOST_SHARED_PACKS)) {
                tail.entries().stream()
                        .map(entry -> entry.digest())
                        .filter(wanted)
                        .forEach(digest -> places.putIfAbsent(digest, tail.reference()));
            }
        }
    }

    private static long usedBytes(PackTail tail, Predicate<Digest> wanted) {
        return tail.entries().stream()
                .filter(entry -> wanted.test(entry.digest()))
                .mapToLong(entry -> entry.stored())
                .sum();
    }

    private void send(Map<Digest, Content> nodes, Map<Digest, Content> blobs) throws IOException {
        Map<Digest, Content> small = new LinkedHashMap<>();
        for (Map.Entry<Digest, Content> blob : blobs.entrySet()) {
            if (blob.getValue().size() >= PackWriter.LARGE) {
                sendPack(Map.of(), Map.of(blob.getKey(), blob.getValue()));
            } else {
                small.put(blob.getKey(), blob.getValue());
            }
        }

        if (!small.isEmpty() || !nodes.isEmpty()) {
            sendPack(nodes, small);
        }
    }

    private void sendPack(Map<Digest, Content> nodes, Map<Digest, Content> blobs) throws IOException {
        Files.createDirectories(scratch);
        Path directory = Files.createTempDirectory(scratch, "pack");
        Path file = directory.resolve("pack");
        try (PackWriter writer = PackWriter.create(file)) {
            for (Map.Entry<Digest, Content> blob : blobs.entrySet()) {
                writer.addBlob(blob.getKey(), blob.getValue());
            }
            for (Map.Entry<Digest, Content> node : nodes.entrySet()) {
                if (!blobs.containsKey(node.getKey())) {
                    writer.addTree(node.getKey(), node.getValue());
                }
            }
            PackReference reference = writer.finish();
            packs.put(site, reference, file);
            blobs.keySet().forEach(digest -> places.put(digest, reference));
            nodes.keySet().forEach(digest -> places.put(digest, reference));
            sentObjects += blobs.size() + nodes.size();
            sentBytes += reference.bytes();
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directory);
        }
    }

    private UploadedTree uploaded(Scan scan) {
        SequencedSet<PackReference> needed = new LinkedHashSet<>();
        scan.nodes().keySet().forEach(digest -> needed.add(place(digest)));
        scan.blobs().keySet().forEach(digest -> needed.add(place(digest)));
        return new UploadedTree(
                scan.root(),
                List.copyOf(needed),
                scan.listing().files(),
                scan.listing().bytes());
    }

    private PackReference place(Digest digest) {
        PackReference reference = places.get(digest);
        if (reference == null) {
            throw new IllegalStateException("Cannot say where " + digest + " is");
        }
        return reference;
    }
}
