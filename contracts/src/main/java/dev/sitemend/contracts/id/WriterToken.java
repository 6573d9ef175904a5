package dev.sitemend.contracts.id;

import java.util.regex.Pattern;

/** A random name for one attempt to create an object. Read back, it tells the own write from another's. */
public record WriterToken(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    public WriterToken {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a writer token: '" + value
                    + "': expected 1 to 80 letters, digits, dots, hyphens or underscores");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
