package dev.sitemend.messaging.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of a W3C {@code traceparent}. */
public record Traceparent(String trace, String span, String flags) {
    // A later version may have more behind the flags.
    private static final Pattern WELL_FORMED =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

    /** Empty when there is none, or none that is well-formed. */
    public static Optional<Traceparent> of(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(WELL_FORMED::matcher)
                .filter(Matcher::matches)
                .map(parts -> new Traceparent(parts.group(1), parts.group(2), parts.group(3)));
    }

    @Override
    public String toString() {
        return "00-" + trace + "-" + span + "-" + flags;
    }
}
