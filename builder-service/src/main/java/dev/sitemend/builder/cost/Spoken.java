package dev.sitemend.builder.cost;

import java.time.Duration;
import java.util.Locale;

/** Durations for people, with two digits or so. */
final class Spoken {
    private Spoken() {}

    static String of(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < 120 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }
}
