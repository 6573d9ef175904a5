package dev.sitemend.publisher.artifact;

import dev.sitemend.contracts.id.Digest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every path of one artifact. Immutable.
 *
 * <p>File names are bytes, not text: a path holds each byte as one character (ISO 8859-1), has no slash at its ends,
 * and the root is the empty path.
 */
public final class Manifest {
    // As many as Linux follows before it answers ELOOP.
    private static final int MOST_LINKS = 40;

    private final Digest root;
    private final Map<String, Node> nodes;
    private final boolean linked;

    private Manifest(Digest root, Map<String, Node> nodes, boolean linked) {
        this.root = root;
        this.nodes = nodes;
        this.linked = linked;
    }

    /** The manifest of the tree {@code root}; directories that {@code nodes} only implies are filled in. */
    public static Manifest of(Digest root, Map<String, Node> nodes) {
        Map<String, Node> complete = HashMap.newHashMap(nodes.size() * 5 / 4);
        complete.put("", new Node.Directory());
        nodes.forEach((path, node) -> {
            complete.put(path, node);
            for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
                if (complete.putIfAbsent(path.substring(0, slash), new Node.Directory()) != null) {
                    break;
                }
            }
        });
        boolean linked = complete.values().stream().anyMatch(Node.Link.class::isInstance);
        return new Manifest(root, Collections.unmodifiableMap(complete), linked);
    }

    /** Digest of the root tree node: the artifact's name. */
    public Digest root() {
        return root;
    }

    /** Every path with what stands there, in no order. */
    public Map<String, Node> nodes() {
        return nodes;
    }

    /** The different contents of all regular files. */
    public Set<Content> contents() {
        Set<Content> contents = new LinkedHashSet<>();
        for (Node node : nodes.values()) {
            if (node instanceof Node.File(Content content)) {
                contents.add(content);
            }
        }

        return contents;
    }

    /** Follows {@code path} through all symbolic links, and never out of the artifact. */
    public Found find(String path) {
        Node direct = nodes.get(path);
        if (direct instanceof Node.File(Content content)) {
            return new Found.File(content);
        }
        if (direct instanceof Node.Directory) {
            return new Found.Directory(path);
        }

        return linked ? follow(path) : new Found.Nothing();
    }

    private Found follow(String path) {
        Deque<String> ahead = new ArrayDeque<>(segments(path));
        String here = "";
        int links = 0;
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
            switch (nodes.get(next)) {
                case Node.Directory ignored -> here = next;
                case Node.File(Content content) -> {
                    return ahead.isEmpty() ? new Found.File(content) : new Found.Nothing();
                }
                case Node.Link(String target) -> {
                    if (++links > MOST_LINKS || target.startsWith("/")) {
                        return new Found.Nothing();
                    }
                    segments(target).reversed().forEach(ahead::addFirst);
                }
                case null -> {
                    return new Found.Nothing();
                }
            }
        }

        return new Found.Directory(here);
    }

    private static List<String> segments(String path) {
        return Arrays.asList(path.split("/", -1));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Manifest manifest && root.equals(manifest.root) && nodes.equals(manifest.nodes);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    @Override
    public String toString() {
        return "artifact " + root.abbreviated() + " with " + nodes.size() + " paths";
    }
}
