package dev.sitemend.builder.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What somebody most likely meant. */
final class Suggestions {
    private Suggestions() {}

    static String of(String path, String key, Set<String> known) {
        Optional<String> near = nearest(key, known);
        if (near.isPresent()) {
            return "Most likely meant: " + path + near.get() + ".";
        }
        for (Map.Entry<String, Set<String>> section : Keys.ALL.entrySet()) {
            if (section.getValue().contains(key) && !section.getKey().equals(path)) {
                return "Most likely meant: " + section.getKey() + key + ".";
            }
        }
        return "Known here: " + String.join(", ", new TreeSet<>(known)) + ".";
    }

    /** The nearest by edit distance, if it is near enough to be a slip of the finger. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int near = Math.max(1, Math.min(2, wanted.length() / 3));
        return known.stream()
                .filter(each -> distance(wanted, each) <= near)
                .min(Comparator.<String>comparingInt(each -> distance(wanted, each))
                        .thenComparing(each -> each));
    }

    /** Insertions, deletions, substitutions and swaps of neighbours, one each. */
    static int distance(String one, String other) {
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + same);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
            }
        }
        return steps[one.length()][other.length()];
    }
}
