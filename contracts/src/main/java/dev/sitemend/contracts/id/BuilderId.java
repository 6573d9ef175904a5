package dev.sitemend.contracts.id;

import java.util.regex.Pattern;

/** Names one running builder process: host, process id and a random part. */
public record BuilderId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    public BuilderId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a builder id: '" + value
                    + "': expected 1 to 80 letters, digits, dots, hyphens or underscores");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
