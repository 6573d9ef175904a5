package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.CorruptObjectException;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One directory: its names and what lies under them, in format 1. Equal directories are equal bytes: names are sorted
 * byte by byte, and there is one way to write each. {@code docs/formats.md} is the specification.
 */
record TreeNode(List<Child> children) {
    private static final byte[] MAGIC = "SMT\1".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_NAME = 0xffff;

    TreeNode {
        children = List.copyOf(children);
    }

    /** A name, as its bytes, and what lies under it. */
    static final class Child {
        private final byte[] name;
        private final TreeEntry entry;

        Child(byte[] name, TreeEntry entry) {
            this.name = name;
            this.entry = entry;
        }

        byte[] name() {
            return name;
        }

        TreeEntry entry() {
            return entry;
        }
    }

    byte[] encode() {
        List<Child> sorted = new ArrayList<>(children);
        sorted.sort(Comparator.comparing(Child::name, Arrays::compareUnsigned));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(MAGIC);
            out.writeInt(sorted.size());
            for (Child child : sorted) {
                TreePath.named(child.name());
                if (child.name().length > LONGEST_NAME) {
                    throw new IllegalArgumentException("Cannot store a name of " + child.name().length + " bytes");
                }
                out.writeByte(child.entry().kind().code());
                out.writeShort(child.name().length);
                out.write(child.name());
                out.write(child.entry().digest().bytes());
                out.writeLong(child.entry().size());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory can not be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a node.
     *
     * @throws CorruptObjectException if the bytes are not exactly one node, written the one way there is
     */
    static TreeNode decode(Digest digest, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[MAGIC.length];
        require(in.remaining() >= MAGIC.length + 4, digest, "it is too short");
        in.get(magic);
        require(Arrays.equals(magic, MAGIC), digest, "it does not begin like a tree node of version 1");

        int count = in.getInt();
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Child child = child(digest, in);
            boolean ascends =
                    i == 0 || Arrays.compareUnsigned(children.getLast().name(), child.name()) < 0;
            require(ascends, digest, "its names are not sorted");
            children.add(child);
        }
        require(count >= 0 && !in.hasRemaining(), digest, "it does not end where it should");
        return new TreeNode(children);
    }

    private static Child child(Digest digest, ByteBuffer in) {
        require(in.remaining() >= 3, digest, "it ends too early");
        EntryKind kind = kind(digest, in.get());
        byte[] name = new byte[Short.toUnsignedInt(in.getShort())];
        require(in.remaining() >= name.length + Digest.BYTES + 8, digest, "it ends too early");
        in.get(name);
        try {
            TreePath.named(name);
        } catch (IllegalArgumentException e) {
            throw new CorruptObjectException("Cannot use tree node " + digest + ": " + e.getMessage(), e);
        }

        byte[] content = new byte[Digest.BYTES];
        in.get(content);
        long size = in.getLong();
        require(size >= 0, digest, "it has a negative size");
        return new Child(name, new TreeEntry(kind, Digest.ofBytes(content), size));
    }

    private static EntryKind kind(Digest digest, byte code) {
        for (EntryKind kind : EntryKind.values()) {
            if (kind.code() == code) {
                return kind;
            }
        }
        throw new CorruptObjectException("Cannot use tree node " + digest + ": it has an entry of kind " + code);
    }

    private static void require(boolean condition, Digest digest, String reason) {
        if (!condition) {
            throw new CorruptObjectException("Cannot use tree node " + digest + ": " + reason);
        }
    }
}
