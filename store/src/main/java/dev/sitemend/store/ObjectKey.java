package dev.sitemend.store;

import java.util.regex.Pattern;

/**
 * The name of an object: segments of {@code A-Z a-z 0-9 . _ -} joined by {@code /}.
 *
 * <p>Stores that map keys to files can hold neither segments of 200 bytes and more, nor both {@code a} and {@code a/b}.
 * So the last segment of every key has a suffix ({@code .json}, {@code .pack}, {@code .zst}) that no folder has.
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final int LONGEST = 1024;
    private static final int LONGEST_SEGMENT = 199;

    public ObjectKey {
        if (value.length() > LONGEST || !SHAPE.matcher(value).matches() || longestSegment(value) > LONGEST_SEGMENT) {
            throw new IllegalArgumentException(
                    "Not an object key: '" + value
                            + "': expected segments of 1 to 199 letters, digits, dots, hyphens or underscores, joined by slashes");
        }
    }

    /** What stands behind the last slash. */
    public String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    private static int longestSegment(String key) {
        int longest = 0;
        int start = 0;
        for (int i = 0; i <= key.length(); i++) {
            if (i == key.length() || key.charAt(i) == '/') {
                longest = Math.max(longest, i - start);
                start = i + 1;
            }
        }
        return longest;
    }

    @Override
    public int compareTo(ObjectKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
