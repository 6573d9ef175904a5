package dev.sitemend.contracts.id;

import java.util.regex.Pattern;

/** A Git commit by its full object name: 40 (SHA-1) or 64 (SHA-256) lower-case hexadecimal digits. */
public record Revision(String value) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    public Revision {
        if (!SHAPE.matcher(value).matches() || value.chars().allMatch(c -> c == '0')) {
            throw new IllegalArgumentException(
                    "Not a revision: '" + value + "': expected a full commit name of 40 or 64 hexadecimal digits");
        }
    }

    /** The first seven digits, for people. */
    public String abbreviated() {
        return value.substring(0, 7);
    }

    @Override
    public String toString() {
        return value;
    }
}
