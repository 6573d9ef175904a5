package dev.sitemend.store.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A path below the root of a tree, as the bytes that the file system has: a name may be any bytes but {@code /} and
 * NUL, also no UTF-8. Segments are joined by single slashes; none is empty, {@code .} or {@code ..}. Ordered byte by
 * byte.
 */
public final class TreePath implements Comparable<TreePath> {
    private final byte[] bytes;

    private TreePath(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes a path in UTF-8. */
    public static TreePath of(String path) {
        return of(path.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the bytes of a path. */
    public static TreePath of(byte[] path) {
        int start = 0;
        for (int i = 0; i <= path.length; i++) {
            if (i == path.length || path[i] == '/') {
                requireName(path, start, i);
                start = i + 1;
            }
        }
        return new TreePath(path.clone());
    }

    /** The directory that this lies in; empty below the root. */
    public Optional<TreePath> parent() {
        int slash = lastSlash();
        return slash < 0 ? Optional.empty() : Optional.of(new TreePath(Arrays.copyOf(bytes, slash)));
    }

    /** The last segment. */
    public byte[] name() {
        return Arrays.copyOfRange(bytes, lastSlash() + 1, bytes.length);
    }

    /** Whether this lies in {@code directory}, however deep. */
    public boolean isBelow(TreePath directory) {
        int length = directory.bytes.length;
        return bytes.length > length
                && bytes[length] == '/'
                && Arrays.equals(bytes, 0, length, directory.bytes, 0, length);
    }

    private int lastSlash() {
        int at = bytes.length - 1;
        while (at >= 0 && bytes[at] != '/') {
            at--;
        }
        return at;
    }

    /** The path of a child of this directory. */
    public TreePath child(byte[] name) {
        requireName(name, 0, name.length);
        byte[] path = Arrays.copyOf(bytes, bytes.length + 1 + name.length);
        path[bytes.length] = '/';
        System.arraycopy(name, 0, path, bytes.length + 1, name.length);
        return new TreePath(path);
    }

    static TreePath named(byte[] name) {
        requireName(name, 0, name.length);
        return new TreePath(name);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    private static void requireName(byte[] path, int start, int end) {
        int length = end - start;
        boolean dots =
                (length == 1 && path[start] == '.') || (length == 2 && path[start] == '.' && path[start + 1] == '.');
        if (length == 0 || dots) {
            throw new IllegalArgumentException("Not a path in a tree: '" + display(path) + "'");
        }
        for (int i = start; i < end; i++) {
            if (path[i] == 0 || path[i] == '/') {
                throw new IllegalArgumentException("Not a path in a tree: '" + display(path) + "'");
            }
        }
    }

    @Override
    public int compareTo(TreePath other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreePath path && Arrays.equals(bytes, path.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** For people: UTF-8, with {@code \n} and {@code \xNN} for control characters and for bytes that are no UTF-8. */
    @Override
    public String toString() {
        return display(bytes);
    }

    private static String display(byte[] bytes) {
        return DisplayNames.of(bytes);
    }
}
