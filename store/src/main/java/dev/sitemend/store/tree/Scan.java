package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.Changes;
import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A directory as it was found, or what an edit made of a stored tree: the tree by digest, and where the bytes are that
 * may be new. The files must not change until it is uploaded.
 */
public final class Scan {
    private final Tree tree;
    private final Found found;
    private final Origin origin;
    private final long files;
    private final long bytes;

    /**
     * What was read from the disk.
     *
     * @param nodes that were made; all of the tree's, or those that the base may not have
     * @param skipped neither files nor directories nor links
     */
    record Found(Map<Digest, byte[]> nodes, BlobSource blobs, List<TreePath> skipped) {
        Found {
            skipped = List.copyOf(skipped);
        }
    }

    /** What it is compared with. */
    sealed interface Origin {
        /** Where its base lies. */
        List<PackReference> packs();

        /** Whether it has to be counted what its tree needs. */
        boolean isRecounted();

        /** All of a directory. */
        record Whole() implements Origin {
            @Override
            public List<PackReference> packs() {
                return List.of();
            }

            @Override
            public boolean isRecounted() {
                return true;
            }
        }

        /**
         * An edit.
         *
         * @param dropsLarge whether a pack of the base that holds one large blob may not be needed any more
         */
        record Edit(List<PackReference> packs, Difference difference, boolean dropsLarge) implements Origin {
            public Edit {
                packs = List.copyOf(packs);
            }

            @Override
            public boolean isRecounted() {
                return dropsLarge;
            }
        }
    }

    Scan(Tree tree, Found found, Origin origin, long files, long bytes) {
        this.tree = tree;
        this.found = found;
        this.origin = origin;
        this.files = files;
        this.bytes = bytes;
    }

    public Digest root() {
        return tree.root();
    }

    /** Number of files and symbolic links. */
    public long files() {
        return files;
    }

    /** Sum of the sizes of files and symbolic links. */
    public long bytes() {
        return bytes;
    }

    /** How many files and links differ from the base. */
    public Changes changes() {
        return switch (origin) {
            case Origin.Whole() -> new Changes(files, 0, 0);
            case Origin.Edit edit -> edit.difference().changes();
        };
    }

    /** How it differs from the base; of a whole directory everything is added, made a list only now. */
    public Difference difference() {
        return switch (origin) {
            case Origin.Whole() -> {
                List<TreePath> added = new ArrayList<>();
                new TreeWalk(tree.source()).walk(tree.root(), (path, entry) -> {
                    if (!entry.isDirectory()) {
                        added.add(path);
                    }
                });
                added.sort(null);
                yield new Difference(added, List.of(), List.of());
            }
            case Origin.Edit edit -> edit.difference();
        };
    }

    /** The tree; what the base has of it is read from the store. */
    public Tree tree() {
        return tree;
    }

    /** Every path of the tree. Of an edit it reads all nodes of the base. */
    public TreeListing listing() {
        return tree.listing();
    }

    /**
     * What is neither file nor directory nor symbolic link (sockets, pipes, devices), and so is not part of the tree.
     */
    public List<TreePath> skipped() {
        return found.skipped();
    }

    /** Whether it is an edit that left everything as it was. */
    boolean isUnchanged() {
        return origin instanceof Origin.Edit && found.nodes().isEmpty();
    }

    Found found() {
        return found;
    }

    Origin origin() {
        return origin;
    }
}
