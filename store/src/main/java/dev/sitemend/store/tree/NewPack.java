package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Content;
import dev.sitemend.store.pack.PackEntry;
import dev.sitemend.store.pack.PackTail;
import dev.sitemend.store.pack.PackWriter;
import dev.sitemend.store.pack.Packs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one upload sends: a pack, if anything comes into it, and one for each large blob. */
final class NewPack implements AutoCloseable {
    private final SiteId site;
    private final Packs packs;
    private final Path directory;
    private final PackWriter writer;
    private final Map<Digest, PackReference> large = new HashMap<>();
    private long sentObjects;
    private long sentBytes;

    private NewPack(SiteId site, Packs packs, Path directory, PackWriter writer) {
        this.site = site;
        this.packs = packs;
        this.directory = directory;
        this.writer = writer;
    }

    static NewPack begin(SiteId site, Packs packs, Path scratch) throws IOException {
        Files.createDirectories(scratch);
        Path directory = Files.createTempDirectory(scratch, "pack");
        return new NewPack(site, packs, directory, packs.begin(directory.resolve("pack")));
    }

    /** Adds a blob unless it was added; one for itself is sent at once, and its pack returned. */
    Optional<PackReference> add(TreeEntry blob, BlobSource.Opening opening) throws IOException {
        if (blob.size() >= PackWriter.LARGE) {
            PackReference sent = large.get(blob.digest());
            if (sent == null) {
                sent = sendAlone(blob.digest(), opening.content());
                large.put(blob.digest(), sent);
            }
            return Optional.of(sent);
        }

        if (!writer.contains(blob.digest())) {
            writer.addBlob(blob.digest(), opening.content());
            sentObjects++;
        }
        return Optional.empty();
    }

    /** Adds a tree node unless it was added. */
    void add(Digest digest, byte[] node) throws IOException {
        if (!writer.contains(digest)) {
            writer.addTree(digest, Content.of(node));
            sentObjects++;
        }
    }

    /** Adds what lies in another pack. */
    void copy(PackTail from, List<PackEntry> entries) throws IOException {
        List<PackEntry> absent = entries.stream()
                .filter(entry -> !writer.contains(entry.digest()))
                .toList();
        packs.copy(site, from, absent, writer);
        sentObjects += absent.size();
    }

    /** Sends the pack; empty if nothing is in it. */
    Optional<PackReference> send() throws IOException {
        if (writer.count() == 0) {
            return Optional.empty();
        }
        return Optional.of(send(writer, directory.resolve("pack")));
    }

    long sentObjects() {
        return sentObjects;
    }

    long sentBytes() {
        return sentBytes;
    }

    private PackReference sendAlone(Digest digest, Content content) throws IOException {
        Path file = directory.resolve("large");
        try (PackWriter alone = packs.begin(file)) {
            alone.addBlob(digest, content);
            sentObjects++;
            return send(alone, file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private PackReference send(PackWriter finished, Path file) throws IOException {
        PackReference reference = finished.finish();
        packs.put(site, reference, file);
        sentBytes += reference.bytes();
        return reference;
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.deleteIfExists(directory.resolve("pack"));
        Files.deleteIfExists(directory);
    }
}
