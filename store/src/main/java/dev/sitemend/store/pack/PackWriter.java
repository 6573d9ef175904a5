package dev.sitemend.store.pack;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdOutputStream;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.Content;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** Writes one pack to a file: first the blobs, then the tree nodes. Every object is checked against its digest. */
public final class PackWriter implements AutoCloseable {
    /**
     * A blob of this size and more lies alone in a pack of its own: 8 MiB. Smaller ones are held in memory, one by one.
     */
    public static final int LARGE = 8 * 1024 * 1024;

    // Outputs are written once and read often; 3 costs little more than 1 beside the generator's own time.
    private static final int LEVEL = 3;

    private static final int BUFFER = 256 * 1024;

    private final Path file;
    private final CountingDigest out;
    private final IndexWriter index = new IndexWriter();
    private final ZstdCompressCtx zstd;
    private long treesOffset = -1;

    private PackWriter(Path file, CountingDigest out, ZstdCompressCtx zstd) {
        this.file = file;
        this.out = out;
        this.zstd = zstd;
    }

    /** Begins a pack in {@code file}, which must not be there. */
    public static PackWriter create(Path file, Nonces nonces) throws IOException {
        OutputStream stream =
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), BUFFER);
        ZstdCompressCtx zstd = new ZstdCompressCtx();
        zstd.setLevel(LEVEL);
        PackWriter writer = new PackWriter(file, new CountingDigest(stream), zstd);
        byte[] nonce = new byte[PackFormat.NONCE_BYTES];
        nonces.fill(nonce);
        writer.out.write(PackFormat.magic(PackFormat.VERSION));
        writer.out.write(nonce);
        return writer;
    }

    /** Adds a blob, once. */
    public void addBlob(Digest digest, Content content) throws IOException {
        requireBlobs();
        add(digest, false, content);
    }

    /** Adds a tree node, once; no blob can be added any more. */
    public void addTree(Digest digest, Content content) throws IOException {
        beginTrees();
        add(digest, true, content);
    }

    /** Adds an object as it lies in another pack. */
    void addFrame(PackEntry from, byte[] bytes, int offset) throws IOException {
        if (from.isTree()) {
            beginTrees();
        } else {
            requireBlobs();
        }
        long start = out.count();
        out.write(bytes, offset, Math.toIntExact(from.stored()));
        index(new PackEntry(from.digest(), from.isTree(), start, from.stored(), from.size()));
    }

    /** Whether the object was added. */
    public boolean contains(Digest digest) {
        return index.contains(digest);
    }

    /** Number of objects. */
    public int count() {
        return index.count();
    }

    /** Ends the pack and names it. */
    public PackReference finish() throws IOException {
        beginTrees();
        long indexOffset = out.count();
        MessageDigest sha256 = Sha256.start();
        index.writeSorted((bytes, offset, length) -> {
            sha256.update(bytes, offset, length);
            out.write(bytes, offset, length);
        });
        byte[] counts = ByteBuffer.allocate(PackFormat.COUNTS_BYTES)
                .putLong(treesOffset)
                .putLong(indexOffset)
                .putLong(index.count())
                .array();
        out.write(counts);
        out.write(sha256.digest(counts));
        out.write(PackFormat.magic(PackFormat.VERSION));
        out.close();
        return new PackReference(out.digest(), out.count(), treesOffset, indexOffset);
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        out.close();
    }

    private void requireBlobs() {
        if (treesOffset >= 0) {
            throw new IllegalStateException("Cannot add a blob to pack " + file + ": its trees have begun");
        }
    }

    private void beginTrees() {
        if (treesOffset < 0) {
            treesOffset = out.count();
        }
    }

    private void add(Digest digest, boolean isTree, Content content) throws IOException {
        long offset = out.count();
        // A directory's list may be larger, and is in memory already.
        long size = content.size() < LARGE || isTree ? compress(digest, content) : stream(digest, content);
        index(new PackEntry(digest, isTree, offset, out.count() - offset, size));
    }

    private void index(PackEntry entry) {
        if (!index.add(entry)) {
            throw new IllegalStateException("Cannot add " + entry.digest() + " to pack " + file + " twice");
        }
    }

    private long compress(Digest digest, Content content) throws IOException {
        try (InputStream in = content.open()) {
            byte[] bytes = in.readAllBytes();
            requireUnchanged(digest, Sha256.of(bytes));
            out.write(zstd.compress(bytes));
            return bytes.length;
        }
    }

    private long stream(Digest digest, Content content) throws IOException {
        MessageDigest found = Sha256.start();
        try (InputStream in = new DigestInputStream(content.open(), found);
                ZstdOutputStream frame = new ZstdOutputStream(out.uncloseable(), LEVEL)) {
            long size = in.transferTo(frame);
            requireUnchanged(digest, Digest.ofBytes(found.digest()));
            return size;
        }
    }

    private static void requireUnchanged(Digest expected, Digest found) throws IOException {
        if (!expected.equals(found)) {
            throw new IOException("Cannot pack " + expected + ": the file changed since it was scanned, to " + found);
        }
    }
}
