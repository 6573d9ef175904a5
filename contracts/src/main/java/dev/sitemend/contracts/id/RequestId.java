package dev.sitemend.contracts.id;

import java.util.regex.Pattern;

/** Names one build request, from the door where it came in to the report that answers it. */
public record RequestId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    public RequestId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a request id: '" + value
                    + "': expected 1 to 80 letters, digits, dots, hyphens or underscores");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
