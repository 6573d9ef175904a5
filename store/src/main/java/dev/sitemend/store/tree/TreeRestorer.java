package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.pack.PackEntry;
import dev.sitemend.store.pack.PackTail;
import dev.sitemend.store.pack.PackWriter;
import dev.sitemend.store.pack.Packs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes one stored tree to disk. Used once. */
final class TreeRestorer {
    private final SiteId site;
    private final Packs packs;
    private final KnownPacks known;
    private final Path into;
    private final Lanes lanes;
    private final Map<Digest, List<Target>> targets = new LinkedHashMap<>();

    /** Where a content belongs, and as what. */
    private record Target(TreePath path, EntryKind kind) {}

    private record Read(PackTail tail, List<PackEntry> entries) {}

    TreeRestorer(SiteId site, Packs packs, KnownPacks known, Path into, Lanes lanes) {
        this.site = site;
        this.packs = packs;
        this.known = known;
        this.into = into;
        this.lanes = lanes;
    }

    void restore(TreeListing listing) throws IOException {
        Files.createDirectories(into);
        requireEmpty();
        boolean complete = false;
        try {
            write(listing);
            complete = true;
        } finally {
            if (!complete) {
                clear(into);
            }
        }
    }

    private void write(TreeListing listing) throws IOException {
        // A directory sorts before what is in it, so its parent is always there.
        for (Map.Entry<TreePath, TreeEntry> entry : listing.entries().entrySet()) {
            if (entry.getValue().isDirectory()) {
                Files.createDirectory(path(entry.getKey()));
            } else {
                targets.computeIfAbsent(entry.getValue().digest(), _ -> new ArrayList<>())
                        .add(new Target(entry.getKey(), entry.getValue().kind()));
            }
        }

        lanes.map(reads(), this::bring);
    }

    private void requireEmpty() throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(into)) {
            if (children.iterator().hasNext()) {
                throw new DirectoryNotEmptyException(into.toString());
            }
        }
    }

    /** So that the next try finds the directory as this one did. */
    static void clear(Path directory) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
            for (Path child : children) {
                if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    clear(child);
                }
                Files.delete(child);
            }
        }
    }

    private List<Read> reads() {
        Map<PackTail, List<PackEntry>> wanted = new LinkedHashMap<>();
        for (Digest digest : targets.keySet()) {
            KnownPacks.Found found = known.find(digest);
            wanted.computeIfAbsent(found.tail(), _ -> new ArrayList<>()).add(found.entry());
        }

        List<Read> reads = new ArrayList<>();
        wanted.forEach((tail, entries) -> Packs.reads(entries).forEach(read -> reads.add(new Read(tail, read))));
        return reads;
    }

    private Read bring(Read read) {
        PackEntry first = read.entries().getFirst();
        try {
            if (first.size() >= PackWriter.LARGE) {
                stream(read.tail(), first);
            } else {
                packs.read(site, read.tail().reference(), read.entries(), this::write);
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot restore into " + into + ": " + e.getMessage(), e);
        }
    }

    private void write(PackEntry entry, byte[] content) {
        for (Target target : targetsOf(entry)) {
            Path path = path(target.path());
            try {
                if (target.kind() == EntryKind.LINK) {
                    Files.createSymbolicLink(path, RawNames.path(content));
                } else {
                    try (OutputStream out = create(path, target.kind())) {
                        out.write(content);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot restore " + target.path() + ": " + e.getMessage(), e);
            }
        }
    }

    private void stream(PackTail tail, PackEntry entry) throws IOException {
        for (Target target : targetsOf(entry)) {
            try (InputStream in = packs.stream(site, tail.reference(), entry);
                    OutputStream out = create(path(target.path()), target.kind())) {
                in.transferTo(out);
            }
        }
    }

    private List<Target> targetsOf(PackEntry entry) {
        return targets.getOrDefault(entry.digest(), List.of());
    }

    private Path path(TreePath path) {
        return into.resolve(RawNames.path(path.bytes()));
    }

    private static OutputStream create(Path path, EntryKind kind) throws IOException {
        String mode = kind == EntryKind.EXECUTABLE ? "rwxr-xr-x" : "rw-r--r--";
        FileAttribute<?> permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
        return Channels.newOutputStream(Files.newByteChannel(
                path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions));
    }
}
