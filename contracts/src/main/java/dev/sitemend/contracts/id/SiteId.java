package dev.sitemend.contracts.id;

import java.util.regex.Pattern;

/**
 * The name of a registered website. It is a DNS label and part of every key in the object store, so it is at most 30
 * characters of {@code a-z}, {@code 0-9} and single {@code -}, and begins and ends with a letter or digit.
 *
 * <p>Two hyphens in a row are refused because {@code --} separates branch and site in a preview's host name.
 */
public record SiteId(String value) implements Comparable<SiteId> {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9](?:-?[a-z0-9]){0,29}");

    // The host label of a preview is "<slug>--<site>": 31 + 2 + 30 = 63, the longest label DNS allows.
    private static final int LONGEST = 30;

    public SiteId {
        if (value.length() > LONGEST || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a site name: '" + value
                    + "': use 1 to 30 of a-z, 0-9 and single hyphens, beginning and ending with a letter or digit");
        }
    }

    @Override
    public int compareTo(SiteId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
