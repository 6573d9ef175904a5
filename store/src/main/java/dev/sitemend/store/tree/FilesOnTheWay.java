package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.CorruptObjectException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes files whose contents come from packs. They are gathered up to a number and then brought together; one that is
 * wanted in several places is brought once. Three system calls a file: open with its mode, write, close.
 */
final class FilesOnTheWay {
    // About 400 bytes each. Contents of neighbours lie side by side in a pack, mostly.
    private static final int GATHERED = 50_000;

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?> PLAIN = mode("rw-r--r--");
    private static final FileAttribute<?> EXECUTABLE = mode("rwxr-xr-x");

    private final ContentFetcher fetcher;
    private Map<Digest, List<Target>> targets = new HashMap<>();
    private int gathered;

    /** Where a content belongs, and as what. */
    private record Target(Path path, TreeEntry entry) {}

    FilesOnTheWay(ContentFetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** A file or link that is to be at {@code path}, where nothing is. */
    void want(Path path, TreeEntry entry) {
        targets.computeIfAbsent(entry.digest(), _ -> new ArrayList<>(1)).add(new Target(path, entry));
        if (++gathered == GATHERED) {
            bring();
        }
    }

    /** Writes all that was wanted. */
    void bring() {
        Map<Digest, List<Target>> now = targets;
        targets = new HashMap<>();
        gathered = 0;
        fetcher.fetch(now.keySet(), new Writing(now));
    }

    private record Writing(Map<Digest, List<Target>> targets) implements ContentFetcher.Sink {
        @Override
        public void small(Digest digest, byte[] content) throws IOException {
            for (Target target : at(digest)) {
                if (target.entry().kind() == EntryKind.LINK) {
                    Files.createSymbolicLink(target.path(), RawNames.path(content));
                } else {
                    write(target, content);
                }
                requireSize(target, content.length);
            }
        }

        @Override
        public void large(Digest digest, ContentFetcher.Opening opening) throws IOException {
            for (Target target : at(digest)) {
                try (InputStream in = opening.open();
                        OutputStream out = Channels.newOutputStream(create(target))) {
                    requireSize(target, in.transferTo(out));
                }
            }
        }

        private List<Target> at(Digest digest) {
            return targets.getOrDefault(digest, List.of());
        }
    }

    private static void write(Target target, byte[] content) throws IOException {
        try (SeekableByteChannel file = create(target)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }

    private static SeekableByteChannel create(Target target) throws IOException {
        return Files.newByteChannel(
                target.path(), NEW, target.entry().kind() == EntryKind.EXECUTABLE ? EXECUTABLE : PLAIN);
    }

    private static void requireSize(Target target, long size) {
        if (size != target.entry().size()) {
            throw new CorruptObjectException("Cannot use " + target.entry().digest() + ": its directory says "
                    + target.entry().size() + " bytes, it has " + size);
        }
    }

    private static FileAttribute<?> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
