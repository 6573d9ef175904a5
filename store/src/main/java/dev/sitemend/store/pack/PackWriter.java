package dev.sitemend.store.pack;

import com.github.luben.zstd.Zstd;
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
import java.util.TreeMap;

/** Writes one pack to a file: first the blobs, then the tree nodes. Every object is checked against its digest. */
public final class PackWriter implements AutoCloseable {
    /**
     * A blob of this size and more lies alone in a pack of its own: 8 MiB. Smaller ones are held in memory, one by one.
     */
    public static final int LARGE = 8 * 1024 * 1024;

    // Outputs are written once and read often; 3 costs little more than 1 beside the generator's own time.
    private static final int LEVEL = 3;

    private final Path file;
    private final CountingDigest out;
    private final TreeMap<Digest, PackEntry> entries = new TreeMap<>();
    private long treesOffset = -1;

    private PackWriter(Path file, CountingDigest out) {
        this.file = file;
        this.out = out;
    }

    /** Begins a pack in {@code file}, which must not be there. */
    public static PackWriter create(Path file) throws IOException {
        OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
        PackWriter writer = new PackWriter(file, new CountingDigest(stream));
        writer.out.write(PackFormat.MAGIC);
        return writer;
    }

    /** Adds a blob. */
    public void addBlob(Digest digest, Content content) throws IOException {
        if (treesOffset >= 0) {
            throw new IllegalStateException("Cannot add a blob to pack " + file + ": its trees have begun");
        }
        add(digest, false, content);
    }

    /** Adds a tree node; no blob can be added any more. */
    public void addTree(Digest digest, Content content) throws IOException {
        beginTrees();
        add(digest, true, content);
    }

    /** Ends the pack and names it. */
    public PackReference finish() throws IOException {
        beginTrees();
        long indexOffset = out.count();
        ByteBuffer tail = ByteBuffer.allocate(entries.size() * PackFormat.INDEX_ENTRY_BYTES + 24);
        for (PackEntry entry : entries.values()) {
            tail.put(entry.digest().bytes())
                    .put(entry.isTree() ? PackFormat.TREE : PackFormat.BLOB)
                    .putLong(entry.offset())
                    .putLong(entry.stored())
                    .putLong(entry.size());
        }
        tail.putLong(treesOffset).putLong(indexOffset).putLong(entries.size());

        out.write(tail.array());
        out.write(Sha256.of(tail.array(), 0, tail.capacity()));
        out.write(PackFormat.MAGIC);
        out.close();
        return new PackReference(out.digest(), out.count(), treesOffset, indexOffset);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void beginTrees() {
        if (treesOffset < 0) {
            treesOffset = out.count();
        }
    }

    private void add(Digest digest, boolean isTree, Content content) throws IOException {
        long offset = out.count();
        long size = content.size() < LARGE ? compress(digest, content) : stream(digest, content);
        PackEntry entry = new PackEntry(digest, isTree, offset, out.count() - offset, size);
        if (entries.put(digest, entry) != null) {
            throw new IllegalStateException("Cannot add " + digest + " to pack " + file + " twice");
        }
    }

    private long compress(Digest digest, Content content) throws IOException {
        try (InputStream in = content.open()) {
            byte[] bytes = in.readAllBytes();
            requireUnchanged(digest, Sha256.of(bytes));
            out.write(Zstd.compress(bytes, LEVEL));
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
