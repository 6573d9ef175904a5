package dev.sitemend.store.tree;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** The path of a file below a directory, as the file system has it. */
    public static TreePath of(Path relative) {
        return of(RawNames.bytes(relative));
    }

    /** Where this is on the disk. */
    public Path in(Path directory) {
        return directory.resolve(RawNames.path(bytes));
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

    /** The bytes themselves, not to be changed. */
    byte[] raw() {
        return bytes;
    }

    /** The names on the way from the root to here. */
    List<TreePath> segments() {
        List<TreePath> segments = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '/') {
                segments.add(new TreePath(Arrays.copyOfRange(bytes, start, i)));
                start = i + 1;
            }
        }
        return segments;
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
        if (!isName(path, start, end)) {
            throw new IllegalArgumentException("Not a path in a tree: '" + DisplayNames.of(path) + "'");
        }
    }

    /** Whether these bytes may be a segment. */
    static boolean isName(byte[] bytes, int start, int end) {
        int length = end - start;
        boolean dots =
                (length == 1 && bytes[start] == '.') || (length == 2 && bytes[start] == '.' && bytes[start + 1] == '.');
        if (length == 0 || dots) {
            return false;
        }

        for (int i = start; i < end; i++) {
            if (bytes[i] == 0 || bytes[i] == '/') {
                return false;
            }
        }
        return true;
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
        return DisplayNames.of(bytes);
    }
}
