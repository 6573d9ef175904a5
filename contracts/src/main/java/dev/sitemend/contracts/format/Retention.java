package dev.sitemend.contracts.format;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of a site's past stays readable, where it is to differ from the installation's defaults; an absent field
 * means the default.
 *
 * @param generations so many of the builds that were live last at the site's address stay, 1 or more
 * @param generationsFor and whatever was live there within this time
 * @param previewGenerations the same for each preview, 1 or more
 * @param previewsFor the same for each preview; when a branch is gone, its last page goes after this time, too
 * @param logsFor logs of builds whose pages are gone
 * @param journalFor claims, reports and heal marks
 */
public record Retention(
        @Nullable Integer generations,
        @Nullable Duration generationsFor,
        @Nullable Integer previewGenerations,
        @Nullable Duration previewsFor,
        @Nullable Duration logsFor,
        @Nullable Duration journalFor) {
    public Retention {
        requireOne("generations", generations);
        requireOne("previewGenerations", previewGenerations);
        requirePast("generationsFor", generationsFor);
        requirePast("previewsFor", previewsFor);
        requirePast("logsFor", logsFor);
        requirePast("journalFor", journalFor);
    }

    private static void requireOne(String field, @Nullable Integer count) {
        if (count != null && count < 1) {
            throw new IllegalArgumentException(field + " is " + count + ": what is live stays, so 1 is the least");
        }
    }

    private static void requirePast(String field, @Nullable Duration duration) {
        if (duration != null && duration.isNegative()) {
            throw new IllegalArgumentException(field + " is " + duration + ": expected no negative duration");
        }
    }
}
