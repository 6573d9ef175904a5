package dev.sitemend.trigger.api;

import dev.sitemend.trigger.problem.Problem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads when something ends: a time such as {@code 2027-01-31T00:00:00Z}, or a lifetime such as {@code 90d}. */
public final class Expiry {
    private static final Pattern LIFETIME = Pattern.compile("([1-9][0-9]{0,5})([smhdw])");

    private Expiry() {}

    /** When it ends, from {@code now} on; null for never. */
    public static @Nullable Instant parse(@Nullable String text, Instant now) {
        if (text == null || text.isBlank()) {
            return null;
        }

        Optional<Duration> lifetime = lifetime(text);
        if (lifetime.isPresent()) {
            return now.plus(lifetime.get());
        }

        try {
            return Instant.parse(text.strip());
        } catch (DateTimeException e) {
            throw Problem.INVALID.because(
                    "Cannot read '" + text
                            + "' as an end: expected a lifetime such as 12h, 90d or 4w, or a time such as 2027-01-31T00:00:00Z.");
        }
    }

    /** A lifetime such as {@code 12h}, {@code 90d} or {@code 4w}; empty if it is none. */
    static Optional<Duration> lifetime(String text) {
        Matcher lifetime = LIFETIME.matcher(text.strip());
        return lifetime.matches()
                ? Optional.of(lifetime(Long.parseLong(lifetime.group(1)), lifetime.group(2)))
                : Optional.empty();
    }

    private static Duration lifetime(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }
}
