package dev.sitemend.contracts.id;

import java.util.regex.Pattern;

/** Names one dead letter. Derived from where the record came from, so that a redelivery makes the same one. */
public record DeadLetterId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    public DeadLetterId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("Not a dead letter id: '" + value
                    + "': expected 1 to 80 letters, digits, dots, hyphens or underscores");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
