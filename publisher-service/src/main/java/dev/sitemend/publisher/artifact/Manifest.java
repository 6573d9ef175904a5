package dev.sitemend.publisher.artifact;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.store.tree.Tree;
import dev.sitemend.store.tree.TreeEntry;
import dev.sitemend.store.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one artifact, of which only those that are asked for are read. Immutable.
 *
 * <p>File names are bytes, not text: a path holds each byte as one character (ISO 8859-1), has no slash at its ends,
 * and the root is the empty path.
 */
public final class Manifest {
    // As many as Linux follows before it answers ELOOP.
    private static final int MOST_LINKS = 40;

    private final Tree tree;
    private final LinkTargets links;

    /** Reads the targets of symbolic links. */
    @FunctionalInterface
    public interface LinkTargets {
        /** The target as it is stored. */
        byte[] target(Content link);
    }

    public Manifest(Tree tree, LinkTargets links) {
        this.tree = tree;
        this.links = links;
    }

    /** Digest of the root tree node: the artifact's name. */
    public Digest root() {
        return tree.root();
    }

    public Tree tree() {
        return tree;
    }

    /** Follows {@code path} through all symbolic links, and never out of the artifact. */
    public Found find(String path) {
        if (path.isEmpty()) {
            return new Found.Directory(path);
        }

        @Nullable TreeEntry direct = treePath(path).flatMap(tree::find).orElse(null);
        if (direct != null) {
            switch (direct.kind()) {
                case FILE, EXECUTABLE -> {
                    return new Found.File(contentOf(direct));
                }
                case DIRECTORY -> {
                    return new Found.Directory(path);
                }
                case LINK -> {
                    // Followed below.
                }
            }
        }
        return follow(path);
    }

    private Found follow(String path) {
        Deque<String> ahead = new ArrayDeque<>(segments(path));
        String here = "";
        int followed = 0;
        while (!ahead.isEmpty()) {
            String segment = ahead.removeFirst();
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            }
            if (segment.equals("..")) {
                if (here.isEmpty()) {
                    return new Found.Nothing();
                }
                here = here.substring(0, Math.max(here.lastIndexOf('/'), 0));
                continue;
            }

            String next = here.isEmpty() ? segment : here + "/" + segment;
            Optional<TreeEntry> entry = treePath(next).flatMap(tree::find);
            if (entry.isEmpty()) {
                return new Found.Nothing();
            }
            switch (entry.get().kind()) {
                case DIRECTORY -> here = next;
                case FILE, EXECUTABLE -> {
                    return ahead.isEmpty() ? new Found.File(contentOf(entry.get())) : new Found.Nothing();
                }
                case LINK -> {
                    String target = new String(links.target(contentOf(entry.get())), StandardCharsets.ISO_8859_1);
                    if (++followed > MOST_LINKS || target.startsWith("/")) {
                        return new Found.Nothing();
                    }
                    segments(target).reversed().forEach(ahead::addFirst);
                }
            }
        }

        return new Found.Directory(here);
    }

    /** Empty if no tree can have such a path. */
    private static Optional<TreePath> treePath(String path) {
        for (String segment : segments(path)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..") || segment.indexOf(0) >= 0) {
                return Optional.empty();
            }
        }
        return Optional.of(TreePath.of(path.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Content contentOf(TreeEntry entry) {
        return new Content(entry.digest(), entry.size());
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    @Override
    public String toString() {
        return "artifact " + root().abbreviated();
    }
}
