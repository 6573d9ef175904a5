package dev.sitemend.trigger.console;

import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.trigger.status.channel.Phrases;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the pages say times, sizes and addresses. */
final class Words {
    private static final DateTimeFormatter MOMENT = english("EEE d MMM HH:mm:ss");
    private static final DateTimeFormatter CLOCK = english("HH:mm:ss");
    private static final DateTimeFormatter DAY = english("EEEE d MMMM yyyy");
    private static final int SHORT_REVISION = 7;
    private static final double THOUSAND = 1000;

    private Words() {}

    private static DateTimeFormatter english(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    /** {@code Tue 11 Mar 21:40:07}. */
    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    /** {@code 21:40:07}. */
    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** {@code Tuesday 11 March 2026}. */
    static String day(Instant at) {
        return DAY.format(at);
    }

    /** {@code 4 s ago}. */
    static String ago(Instant at, Instant now) {
        return between(at, now) + " ago";
    }

    /** {@code 2 d 4 h}; never less than nothing, for clocks differ. */
    static String between(Instant from, Instant to) {
        Duration time = Duration.between(from, to);
        return Phrases.duration(time.isNegative() ? Duration.ZERO : whole(time));
    }

    private static Duration whole(Duration time) {
        return Duration.ofSeconds(time.toSeconds());
    }

    /** {@code a41d07e}. */
    static String revision(@Nullable String revision) {
        return revision == null ? "" : revision.substring(0, Math.min(SHORT_REVISION, revision.length()));
    }

    /** {@code 38.1 MB}. */
    static String bytes(long bytes) {
        if (bytes < THOUSAND) {
            return bytes + "\u00a0B";
        }

        double size = bytes / THOUSAND;
        String[] units = {"kB", "MB", "GB", "TB"};
        int unit = 0;
        while (size >= THOUSAND && unit < units.length - 1) {
            size /= THOUSAND;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f\u00a0%s", size, units[unit]);
    }

    /** A constant's name as a word: {@code generator failed}. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The word with a capital first letter. */
    static String capitalised(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** A name as one segment of an address, or as a value in its query. */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static String site(String site) {
        return "/sites/" + segment(site);
    }

    static String build(String site, long build) {
        return site(site) + "/builds/" + build;
    }

    /** Where a page about one channel is; that of the published branch has no more than the site's address. */
    static String channel(ChannelId channel, String production, String page) {
        String branch = channel.branch().value();
        return site(channel.site().value()) + page + (branch.equals(production) ? "" : "?branch=" + segment(branch));
    }
}
