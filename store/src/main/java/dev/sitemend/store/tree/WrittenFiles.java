package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that an edit wrote: what they are, and where their bytes are. */
final class WrittenFiles implements BlobSource {
    private final DiskFiles disk = new DiskFiles();
    private final Map<Digest, Found> blobs = new LinkedHashMap<>();
    private final List<TreePath> skipped = new ArrayList<>();

    private record Found(TreeEntry entry, Path file) {}

    /** Reads a file or symbolic link; empty if it is neither. */
    Optional<TreeEntry> read(Path file, TreePath path) throws IOException {
        DiskFiles.Kind kind = disk.kind(file);
        switch (kind) {
            case DIRECTORY -> throw new IOException("Cannot take " + path + " for a file: it is a directory");
            case OTHER -> skipped.add(path);
            default -> {
                TreeEntry entry = disk.read(file, kind);
                blobs.putIfAbsent(entry.digest(), new Found(entry, file));
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** What was neither. */
    List<TreePath> skipped() {
        return skipped;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        for (Found found : blobs.values()) {
            visitor.visit(found.entry(), () -> DiskFiles.content(found.file(), found.entry()));
        }
    }
}
