package dev.sitemend.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Durations, times, counts and commits as people read them. */
public final class Words {
    private static final String NO_BREAK = "\u00a0";
    private static final int SHORT_REVISION = 10;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_CLOCK =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Words() {}

    /** The two largest units: {@code 1 min 40 s}. */
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return Math.max(0, duration.toMillis()) + NO_BREAK + "ms";
        }

        long days = seconds / 86_400;
        long hours = seconds / 3_600 % 24;
        long minutes = seconds / 60 % 60;
        if (days > 0) {
            return pair(days, "d", hours, "h");
        }

        if (hours > 0) {
            return pair(hours, "h", minutes, "min");
        }

        return minutes > 0 ? pair(minutes, "min", seconds % 60, "s") : seconds + NO_BREAK + "s";
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        String first = large + NO_BREAK + largeUnit;
        return small == 0 ? first : first + " " + small + NO_BREAK + smallUnit;
    }

    /** Grouped by no-break spaces: {@code 1 204}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(",", NO_BREAK);
    }

    /** The count with its noun: {@code 1 file}, {@code 3 files}. */
    public static String count(long count, String noun) {
        return count(count) + NO_BREAK + noun + (count == 1 ? "" : "s");
    }

    /** A commit, short. */
    public static String revision(String revision) {
        return revision.length() > SHORT_REVISION ? revision.substring(0, SHORT_REVISION) : revision;
    }

    /** The first letter large, to begin a sentence. */
    static String sentence(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static String clock(Instant instant) {
        return CLOCK.format(instant);
    }

    static String dayAndClock(Instant instant) {
        return DAY_AND_CLOCK.format(instant);
    }

    /** What the API wrote as a time; empty when it is none. */
    static Optional<Instant> instant(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
