package dev.sitemend.store.tree;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.CorruptObjectException;
import java.util.List;
import java.util.Optional;

/** One directory of a tree, divided or not; its parts are read when they are asked for. */
final class Directory {
    private final NodeSource source;
    private final Digest digest;
    private final TreeNode node;

    private Directory(NodeSource source, Digest digest, TreeNode node) {
        this.source = source;
        this.digest = digest;
        this.node = node;
    }

    static Directory open(NodeSource source, Digest digest) {
        return new Directory(source, digest, source.node(digest));
    }

    /** Opens a directory that another one has. */
    static Directory open(NodeSource source, TreeEntry entry) {
        Directory directory = open(source, entry.digest());
        if (directory.node.size() != entry.size()) {
            throw new CorruptObjectException("Cannot use tree node " + entry.digest() + ": its directory says "
                    + entry.size() + " bytes, it has " + directory.node.size());
        }
        return directory;
    }

    /** The parts by their names, a directory that is not divided being one part. */
    List<Digest> parts() {
        return switch (node) {
            case DirectoryNode _ -> List.of(digest);
            case DividedNode divided ->
                divided.parts().stream().map(DividedNode.Part::digest).toList();
        };
    }

    DirectoryNode part(int position) {
        return switch (node) {
            case DirectoryNode whole -> whole;
            case DividedNode divided -> part(divided, position);
        };
    }

    TreeNode node() {
        return node;
    }

    Optional<TreeEntry> find(TreePath name) {
        int position = switch (node) {
            case DirectoryNode _ -> 0;
            case DividedNode divided -> divided.partOf(name);
        };
        DirectoryNode part = part(position);
        int found = part.find(name.raw());
        return found < 0 ? Optional.empty() : Optional.of(part.entry(found));
    }

    long count() {
        return switch (node) {
            case DirectoryNode whole -> whole.count();
            case DividedNode divided ->
                divided.parts().stream().mapToLong(DividedNode.Part::count).sum();
        };
    }

    private DirectoryNode part(DividedNode divided, int position) {
        DividedNode.Part wanted = divided.parts().get(position);
        if (source.node(wanted.digest()) instanceof DirectoryNode part && isPart(divided, position, part)) {
            return part;
        }
        throw new CorruptObjectException(
                "Cannot use tree node " + digest + ": " + wanted.digest() + " is not the part that it says");
    }

    private static boolean isPart(DividedNode divided, int position, DirectoryNode part) {
        DividedNode.Part wanted = divided.parts().get(position);
        if (part.size() != wanted.size()
                || part.count() != wanted.count()
                || part.compare(0, wanted.first().raw()) != 0) {
            return false;
        }
        return position == divided.parts().size() - 1
                || part.compare(
                                part.count() - 1,
                                divided.parts().get(position + 1).first().raw())
                        < 0;
    }
}
