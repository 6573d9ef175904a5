package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.Content;
import dev.sitemend.store.pack.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one directory into a {@link Scan}. Used once. */
final class DirectoryScanner {
    private static final int BUFFER = 128 * 1024;

    private final TreeMap<TreePath, TreeEntry> entries = new TreeMap<>();
    private final Map<Digest, Content> nodes = new LinkedHashMap<>();
    private final Map<Digest, Content> blobs = new LinkedHashMap<>();
    private final List<TreePath> skipped = new ArrayList<>();
    private final byte[] buffer = new byte[BUFFER];

    Scan scan(Path directory) throws IOException {
        TreeEntry root = directory(directory, null);
        return new Scan(new TreeListing(root.digest(), entries), nodes, blobs, skipped);
    }

    /** Reads one file or symbolic link; empty if it is neither. */
    Optional<TreeEntry> file(Path file, TreePath path) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("Cannot take " + file + " for a file: it is a directory");
        }

        Optional<TreeEntry> entry = entry(file, path);
        if (entry.isEmpty()) {
            skipped.add(path);
        }
        return entry;
    }

    Map<Digest, Content> blobs() {
        return blobs;
    }

    List<TreePath> skipped() {
        return skipped;
    }

    private TreeEntry directory(Path directory, @Nullable TreePath path) throws IOException {
        List<TreeNode.Child> children = new ArrayList<>();
        for (Path child : sorted(directory)) {
            byte[] name = RawNames.bytes(child.getFileName());
            TreePath childPath = path == null ? TreePath.named(name) : path.child(name);
            Optional<TreeEntry> entry = entry(child, childPath);
            if (entry.isPresent()) {
                entries.put(childPath, entry.get());
                children.add(new TreeNode.Child(name, entry.get()));
            } else {
                skipped.add(childPath);
            }
        }

        byte[] node = new TreeNode(children).encode();
        Digest digest = Sha256.of(node);
        nodes.putIfAbsent(digest, Content.of(node));
        return new TreeEntry(EntryKind.DIRECTORY, digest, node.length);
    }

    private static List<Path> sorted(Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(children::add);
        }
        // Paths of the default file system compare byte by byte.
        children.sort(Comparator.naturalOrder());
        return children;
    }

    private Optional<TreeEntry> entry(Path child, TreePath path) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(child, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
            return Optional.of(directory(child, path));
        }
        if (attributes.isSymbolicLink()) {
            return Optional.of(link(child));
        }
        if (attributes.isRegularFile()) {
            boolean executable = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
            return Optional.of(file(child, executable ? EntryKind.EXECUTABLE : EntryKind.FILE));
        }
        return Optional.empty();
    }

    private TreeEntry link(Path link) throws IOException {
        byte[] target = RawNames.targetBytes(Files.readSymbolicLink(link));
        Digest digest = Sha256.of(target);
        blobs.putIfAbsent(digest, Content.of(target));
        return new TreeEntry(EntryKind.LINK, digest, target.length);
    }

    private TreeEntry file(Path file, EntryKind kind) throws IOException {
        MessageDigest sha256 = Sha256.start();
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
                size += count;
            }
        }

        Digest digest = Digest.ofBytes(sha256.digest());
        if (!blobs.containsKey(digest)) {
            blobs.put(digest, Content.of(file));
        }
        return new TreeEntry(kind, digest, size);
    }
}
