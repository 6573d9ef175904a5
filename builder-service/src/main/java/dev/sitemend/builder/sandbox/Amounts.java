package dev.sitemend.builder.sandbox;

import java.time.Duration;

/** Numbers as people read them; number and unit stay on one line. */
final class Amounts {
    private static final char NO_BREAK_SPACE = '\u00A0';
    private static final long KIBIBYTE = 1024;
    private static final long MEBIBYTE = 1024 * KIBIBYTE;
    private static final long GIBIBYTE = 1024 * MEBIBYTE;

    private Amounts() {}

    static String of(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return join(duration.toMillis(), "ms");
        }
        if (duration.toHours() > 0) {
            return join(duration.toHours(), "h") + and(duration.toMinutesPart(), "min");
        }
        return duration.toMinutes() > 0
                ? join(duration.toMinutes(), "min") + and(duration.toSecondsPart(), "s")
                : join(duration.toSeconds(), "s");
    }

    static String ofBytes(long bytes) {
        if (bytes >= GIBIBYTE && bytes % GIBIBYTE == 0) {
            return join(bytes / GIBIBYTE, "GiB");
        }
        if (bytes >= MEBIBYTE) {
            return join(bytes / MEBIBYTE, "MiB");
        }
        return bytes >= KIBIBYTE ? join(bytes / KIBIBYTE, "KiB") : join(bytes, "bytes");
    }

    private static String and(long number, String unit) {
        return number == 0 ? "" : " " + join(number, unit);
    }

    private static String join(long number, String unit) {
        return "" + number + NO_BREAK_SPACE + unit;
    }
}
