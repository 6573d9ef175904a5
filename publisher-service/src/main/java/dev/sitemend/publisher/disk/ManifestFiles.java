package dev.sitemend.publisher.disk;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.publisher.artifact.Content;
import dev.sitemend.publisher.artifact.Manifest;
import dev.sitemend.publisher.artifact.Node;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Manifests on the local disk, each under the digest of its tree.
 *
 * <p>Our own format, of which no other program knows: "SMMF", version, the root's digest, the number of paths; per path
 * its kind, its length and bytes, and for a file digest and size, for a link its target; at the end the SHA-256 of all
 * before it. A file that is not so counts as absent.
 */
public final class ManifestFiles {
    private static final int MAGIC = 0x534d4d46;
    private static final int VERSION = 1;

    private final Path directory;

    public ManifestFiles(Path directory) {
        this.directory = directory;
    }

    /** The manifest of a tree; empty if it is not here or is damaged. */
    public Optional<Manifest> read(Digest root) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path(root));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }

        int body = bytes.length - Digest.BYTES;
        if (body < 0) {
            return Optional.empty();
        }
        byte[] checksum = LocalFiles.sha256().digest(bytes.length == body ? bytes : Arrays.copyOf(bytes, body));
        if (!Arrays.equals(checksum, Arrays.copyOfRange(bytes, body, bytes.length))) {
            return Optional.empty();
        }

        return decode(new DataInputStream(new ByteArrayInputStream(bytes, 0, body)), root);
    }

    /** Keeps a manifest. */
    public void keep(Manifest manifest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.write(manifest.root().bytes());
        out.writeInt(manifest.nodes().size());
        for (Map.Entry<String, Node> entry : manifest.nodes().entrySet()) {
            switch (entry.getValue()) {
                case Node.Directory ignored -> writeText(out, 'd', entry.getKey());
                case Node.File(Content content) -> {
                    writeText(out, 'f', entry.getKey());
                    out.write(content.digest().bytes());
                    out.writeLong(content.size());
                }
                case Node.Link(String target) -> {
                    writeText(out, 'l', entry.getKey());
                    writeText(out, '>', target);
                }
            }
        }
        out.write(LocalFiles.sha256().digest(bytes.toByteArray()));
        LocalFiles.replace(path(manifest.root()), bytes.toByteArray());
    }

    /** Deletes the manifests that are not of {@code roots} and were written before {@code before}. */
    public void retain(Set<Digest> roots, Instant before) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }

        Set<String> names = roots.stream().map(Digest::hex).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean needed = !LocalFiles.isDigest(name)
                        || names.contains(name)
                        || !Files.getLastModifiedTime(file).toInstant().isBefore(before);
                if (!needed) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Optional<Manifest> decode(DataInputStream in, Digest root) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != VERSION || !readDigest(in).equals(root)) {
            return Optional.empty();
        }

        int count = in.readInt();
        Map<String, Node> nodes = HashMap.newHashMap(count);
        for (int i = 0; i < count; i++) {
            char kind = (char) in.readUnsignedByte();
            String path = readText(in);
            switch (kind) {
                case 'd' -> nodes.put(path, new Node.Directory());
                case 'f' -> nodes.put(path, new Node.File(new Content(readDigest(in), in.readLong())));
                default -> {
                    in.readByte();
                    nodes.put(path, new Node.Link(readText(in)));
                }
            }
        }
        return Optional.of(Manifest.of(root, nodes));
    }

    private static void writeText(DataOutputStream out, char kind, String text) throws IOException {
        out.writeByte(kind);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.ISO_8859_1);
    }

    private static Digest readDigest(DataInputStream in) throws IOException {
        return Digest.ofBytes(in.readNBytes(Digest.BYTES));
    }

    private Path path(Digest root) {
        return directory.resolve(root.hex());
    }
}
