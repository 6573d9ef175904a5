package dev.sitemend.publisher.serving;

import dev.sitemend.publisher.disk.Coding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code Accept-Encoding}. */
final class AcceptedCodings {
    private AcceptedCodings() {}

    /** The codings that the client takes, dearest to it first and among equals the better one first. */
    static List<Coding> of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return List.of();
        }

        Map<String, Double> weights = new HashMap<>();
        for (String element : header.split(",", -1)) {
            String[] parts = element.split(";", -1);
            weights.put(parts[0].strip().toLowerCase(Locale.ROOT), weight(parts));
        }

        double any = weights.getOrDefault("*", 0.0);
        List<Coding> accepted = new ArrayList<>(Arrays.asList(Coding.values()));
        accepted.removeIf(coding -> weights.getOrDefault(coding.token(), any) <= 0);
        accepted.sort(Comparator.comparingDouble((Coding coding) -> weights.getOrDefault(coding.token(), any))
                .reversed());
        return accepted;
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
                try {
                    return Double.parseDouble(parameter.substring(2).strip());
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }

        return 1;
    }
}
