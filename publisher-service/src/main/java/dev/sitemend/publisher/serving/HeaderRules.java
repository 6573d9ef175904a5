package dev.sitemend.publisher.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A site's own headers, from its {@code _headers} file (Netlify's syntax). */
final class HeaderRules {
    static final HeaderRules NONE = new HeaderRules(List.of(), List.of());

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    // What describes the message itself is ours to say, and a password in a public file protects nothing.
    private static final Set<String> OURS = Set.of(
            "accept-ranges",
            "age",
            "allow",
            "basic-auth",
            "connection",
            "content-encoding",
            "content-length",
            "content-range",
            "date",
            "etag",
            "keep-alive",
            "last-modified",
            "location",
            "server",
            "sitemend-generation",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "vary");

    private final List<Rule> rules;
    private final List<String> notes;

    private record Rule(PathPattern pattern, String name, String value) {}

    private HeaderRules(List<Rule> rules, List<String> notes) {
        this.rules = rules;
        this.notes = notes;
    }

    /** Reads the file; a line that is not understood is left out and becomes a note. */
    static HeaderRules parse(String file) {
        List<Rule> rules = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        PathPattern current = null;
        int number = 0;
        for (String line : file.lines().toList()) {
            number++;
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            if (text.startsWith("/")) {
                current = PathPattern.of(text);
                continue;
            }

            int colon = text.indexOf(':');
            String name = colon < 0 ? "" : text.substring(0, colon).strip();
            if (current == null || !NAME.matcher(name).matches()) {
                notes.add("_headers line " + number + ": expected a path or 'Name: value'");
            } else if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                notes.add("_headers line " + number + ": " + name + " can not be set by a site");
            } else {
                rules.add(new Rule(current, name, text.substring(colon + 1).strip()));
            }
        }

        return new HeaderRules(List.copyOf(rules), List.copyOf(notes));
    }

    /** The headers for a path; several values of one name are joined by commas, as HTTP allows. */
    Map<String, String> of(String path) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Rule rule : rules) {
            if (rule.pattern().match(path).isPresent()) {
                headers.merge(rule.name(), rule.value(), (earlier, later) -> earlier + ", " + later);
            }
        }

        return headers;
    }

    /** What was not understood, for the site's author. */
    List<String> notes() {
        return notes;
    }
}
