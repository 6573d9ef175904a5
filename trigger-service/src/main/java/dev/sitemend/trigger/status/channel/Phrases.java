package dev.sitemend.trigger.status.channel;

import dev.sitemend.contracts.vocabulary.BuildMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The glossary's words, the way people read them: plain, exact, units joined by a no-break space. */
public final class Phrases {
    private static final char NO_BREAK = '\u00a0';
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE d MMM HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Phrases() {}

    /** The two largest units: {@code 1 min 40 s}, {@code 2 d 4 h}. Parts of a second only below ten of them. */
    public static String duration(Duration duration) {
        if (duration.isNegative() || duration.compareTo(Duration.ofMillis(50)) < 0) {
            return "0" + NO_BREAK + "s";
        }
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            long tenths = Math.round(duration.toMillis() / 100.0);
            String number = tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10 + "." + tenths % 10;
            return number + NO_BREAK + "s";
        }

        List<String> units = new ArrayList<>();
        unit(units, duration.toDays(), "d");
        unit(units, duration.toHoursPart(), "h");
        unit(units, duration.toMinutesPart(), "min");
        unit(units, duration.toSecondsPart(), "s");
        return String.join(" ", units.subList(0, Math.min(2, units.size())));
    }

    /** {@code 1 commit}, {@code 1 204 files}. */
    public static String count(long number, String one, String many) {
        String grouped = String.format(Locale.ROOT, "%,d", number).replace(',', NO_BREAK);
        return grouped + NO_BREAK + (number == 1 ? one : many);
    }

    /** {@code Fri 14 Mar 18:00 UTC}. */
    public static String moment(Instant instant) {
        return MOMENT.format(instant);
    }

    /** {@code Refresh} or {@code Clean rebuild}. */
    public static String mode(BuildMode mode) {
        return mode == BuildMode.REFRESH ? "Refresh" : "Clean rebuild";
    }

    /** Ends {@code text} as a sentence, so that another can follow. */
    public static String sentence(String text) {
        String trimmed = text.strip();
        boolean ended = trimmed.endsWith(".") || trimmed.endsWith("!") || trimmed.endsWith("?");
        return ended || trimmed.isEmpty() ? trimmed : trimmed + ".";
    }

    private static void unit(List<String> units, long number, String name) {
        if (number > 0) {
            units.add(Long.toString(number) + NO_BREAK + name);
        }
    }
}
