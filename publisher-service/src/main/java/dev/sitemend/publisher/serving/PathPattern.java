package dev.sitemend.publisher.serving;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of Netlify's rule files: {@code :name} stands for one segment, {@code *} for anything. A slash at the end
 * makes no difference.
 */
final class PathPattern {
    private static final Pattern WILDCARD = Pattern.compile(":([A-Za-z_][A-Za-z0-9_]*)|\\*");

    private final Pattern pattern;
    private final List<String> names;

    private PathPattern(Pattern pattern, List<String> names) {
        this.pattern = pattern;
        this.names = names;
    }

    /** Reads a path that begins with a slash. */
    static PathPattern of(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        StringBuilder regex = new StringBuilder();
        List<String> names = new ArrayList<>();
        Matcher wildcard = WILDCARD.matcher(plain);
        int from = 0;
        while (wildcard.find()) {
            String literal = RequestPath.decodeLeniently(plain.substring(from, wildcard.start()));
            from = wildcard.end();
            if (wildcard.group(1) != null) {
                regex.append(Pattern.quote(literal)).append("([^/]+)");
                names.add(wildcard.group(1));
            } else {
                boolean last = from == plain.length() && literal.endsWith("/");
                // "/news/*" is also for "/news" itself.
                regex.append(Pattern.quote(last ? literal.substring(0, literal.length() - 1) : literal))
                        .append(last ? "(?:/(.*))?" : "(.*)");
                names.add("splat");
            }
        }
        regex.append(Pattern.quote(RequestPath.decodeLeniently(plain.substring(from))));
        return new PathPattern(Pattern.compile(regex.toString(), Pattern.DOTALL), List.copyOf(names));
    }

    /** The values of the placeholders, if {@code path} matches; the asterisk's is named {@code splat}. */
    Optional<Map<String, String>> match(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Matcher matcher = pattern.matcher(plain);
        if (!matcher.matches()) {
            return Optional.empty();
        }

        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String value = matcher.group(i + 1);
            values.put(names.get(i), value == null ? "" : value);
        }
        return Optional.of(values);
    }
}
