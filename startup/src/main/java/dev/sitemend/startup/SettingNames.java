package dev.sitemend.startup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of all settings of all services. They are one list, because the services are usually told the same: a
 * builder must not stumble over a setting of the publisher's. A test compares it with the settings that there are.
 */
public final class SettingNames {
    private static final String LIST = "settings.txt";
    private static final Pattern PROPERTY = Pattern.compile("sitemend(\\.[a-z][a-z0-9-]*)+[a-z0-9]");

    // "slot" for "slots", "acess-key" for "access-key", "bukcet" for "bucket".
    private static final int LARGEST_SLIP = 2;

    private final List<String> names;

    SettingNames(List<String> names) {
        this.names = names;
    }

    /** The names of the list that comes with this module. */
    public static SettingNames known() {
        try (InputStream in = SettingNames.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("Cannot find " + LIST + ": the packaging is broken");
            }
            return new SettingNames(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + LIST, e);
        }
    }

    /** All of them, sorted. */
    public List<String> all() {
        return names;
    }

    /** Whether it is one of them, or part of one that is a map or a list. */
    boolean isKnown(String name) {
        String plain = uniform(name);
        return names.stream().anyMatch(known -> uniform(known).equals(plain));
    }

    /** What was probably meant. */
    Optional<String> nearest(String name) {
        String plain = uniform(name);
        return names.stream()
                .min(Comparator.comparingInt(known -> distance(uniform(known), plain)))
                .filter(known -> distance(uniform(known), plain) <= LARGEST_SLIP);
    }

    /** {@code sitemend.store.access-key} as {@code SITEMEND_STORE_ACCESS_KEY}. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /** The environment variables of the properties that a message speaks of, in its order; empty if it names none. */
    String variables(String message) {
        return PROPERTY.matcher(message)
                .results()
                .map(MatchResult::group)
                .filter(this::isKnown)
                .map(SettingNames::variable)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** A property and its environment variable look the same so. */
    private static String uniform(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Levenshtein's: letters to add, remove or change. */
    private static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
