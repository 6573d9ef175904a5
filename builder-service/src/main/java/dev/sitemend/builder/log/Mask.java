package dev.sitemend.builder.log;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes secrets out of lines: as they are, URL-encoded, in Base64, and passwords in addresses. */
final class Mask {
    private static final String MASKED = "***";
    private static final Pattern ADDRESS_WITH_PASSWORD = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+@");

    // A shorter "secret" would black out half of an ordinary log and hide nothing that cannot be guessed.
    private static final int SHORTEST = 4;

    private final List<String> forms;
    private final int longest;

    Mask(Collection<String> secrets) {
        Set<String> all = new LinkedHashSet<>();
        for (String secret : secrets) {
            secret.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST)
                    .forEach(line -> {
                        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                        all.add(line);
                        all.add(URLEncoder.encode(line, StandardCharsets.UTF_8));
                        all.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
                        all.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
                    });
        }

        // Longest first, so that a secret that contains another is masked whole.
        forms = new ArrayList<>(all);
        forms.sort(Comparator.comparingInt(String::length).reversed());
        longest = forms.isEmpty() ? 0 : forms.getFirst().length();
    }

    /** How much of a line must be kept together so that no secret is cut in two. */
    int longest() {
        return longest;
    }

    String apply(String line) {
        String masked = line;
        for (String form : forms) {
            masked = masked.replace(form, MASKED);
        }
        return masked.contains("://") ? ADDRESS_WITH_PASSWORD.matcher(masked).replaceAll("$1" + MASKED + "@") : masked;
    }
}
