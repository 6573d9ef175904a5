package dev.sitemend.publisher.serving;

import dev.sitemend.publisher.serving.RedirectRule.Precedence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A site's {@code _redirects} file (Netlify's syntax). Redirects may lead anywhere, as links may; rewrites stay inside
 * the site, because fetching another host's pages would make the publisher a proxy into the operator's network.
 */
final class RedirectRules {
    static final RedirectRules NONE = new RedirectRules(List.of(), List.of());

    private static final Pattern STATUS = Pattern.compile("([1-9][0-9]{2})(!?)");
    private static final Pattern FROM = Pattern.compile("(?:https?://([^/]+))?(/.*)");
    private static final Pattern ABSOLUTE = Pattern.compile("https?://([^/?#]*).*");
    private static final Set<Integer> STATUSES = Set.of(200, 301, 302, 303, 307, 308, 404, 410, 451);
    private static final int DEFAULT_STATUS = 301;

    private final List<RedirectRule> rules;
    private final List<String> notes;

    /** A rule that is for the request, with the values of its placeholders. */
    record Match(RedirectRule rule, Map<String, String> values) {}

    private RedirectRules(List<RedirectRule> rules, List<String> notes) {
        this.rules = rules;
        this.notes = notes;
    }

    /** Reads the file; a line that is not understood is left out and becomes a note. */
    static RedirectRules parse(String file) {
        List<RedirectRule> rules = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        int number = 0;
        for (String line : file.lines().toList()) {
            number++;
            String text = line.replaceFirst("(^|\\s)#.*", "").strip();
            if (text.isEmpty()) {
                continue;
            }

            try {
                rules.add(rule(text.split("\\s+", -1)));
            } catch (IllegalArgumentException e) {
                notes.add("_redirects line " + number + ": " + e.getMessage());
            }
        }

        return new RedirectRules(List.copyOf(rules), List.copyOf(notes));
    }

    private static RedirectRule rule(String[] tokens) {
        Matcher from = FROM.matcher(tokens[0]);
        if (!from.matches()) {
            throw new IllegalArgumentException("expected a path that begins with '/', found '" + tokens[0] + "'");
        }

        Map<String, String> query = new HashMap<>();
        int at = 1;
        while (at < tokens.length && isParameter(tokens[at])) {
            String[] parameter = tokens[at++].split("=", 2);
            query.put(parameter[0], parameter[1]);
        }
        if (at == tokens.length) {
            throw new IllegalArgumentException("it says not where '" + tokens[0] + "' leads");
        }

        String to = tokens[at++];
        int status = DEFAULT_STATUS;
        Precedence precedence = Precedence.FILE;
        if (at < tokens.length) {
            Matcher matcher = STATUS.matcher(tokens[at++]);
            status = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
            precedence = matcher.matches() && matcher.group(2).equals("!") ? Precedence.RULE : Precedence.FILE;
        }
        if (!STATUSES.contains(status)) {
            throw new IllegalArgumentException("'" + tokens[at - 1] + "' is none of the statuses that a rule may have");
        }
        if (at < tokens.length) {
            throw new IllegalArgumentException("conditions such as '" + tokens[at] + "' are not known here");
        }

        RedirectRule rule = new RedirectRule(
                from.group(1), PathPattern.of(from.group(2)), Map.copyOf(query), to, status, precedence);
        checkTarget(rule);
        return rule;
    }

    private static boolean isParameter(String token) {
        return token.indexOf('=') > 0 && !token.startsWith("/") && !token.contains("://");
    }

    private static void checkTarget(RedirectRule rule) {
        String to = rule.to();
        if (to.indexOf('\\') >= 0 || to.startsWith("//")) {
            throw new IllegalArgumentException("'" + to + "' is neither a path nor a URL");
        }
        if (to.startsWith("/")) {
            return;
        }

        Matcher absolute = ABSOLUTE.matcher(to);
        if (!absolute.matches()) {
            throw new IllegalArgumentException("'" + to + "' is neither a path nor a URL");
        }
        if (!rule.isRedirect()) {
            throw new IllegalArgumentException("'" + to + "' is not inside the site; a rewrite must be");
        }
        if (absolute.group(1).matches(".*:[A-Za-z_*].*") || absolute.group(1).contains("@")) {
            throw new IllegalArgumentException("the host of '" + to + "' must not depend on the request");
        }
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** Whether a rule is for some host names only. */
    boolean namesHosts() {
        return rules.stream().anyMatch(rule -> rule.host() != null);
    }

    /** The first rule for a request; rules that yield to files are left out where there is one. */
    Optional<Match> match(String host, String path, @Nullable String query, Precedence lowest) {
        if (rules.isEmpty()) {
            return Optional.empty();
        }

        Map<String, String> parameters = parameters(query);
        for (RedirectRule rule : rules) {
            if (lowest == Precedence.RULE && rule.precedence() == Precedence.FILE) {
                continue;
            }

            Optional<Map<String, String>> values = rule.match(host, path, parameters);
            if (values.isPresent() && !leadsBack(rule, values.get(), path)) {
                return Optional.of(new Match(rule, values.get()));
            }
        }

        return Optional.empty();
    }

    /** A redirect to where the request already is would go on for ever. */
    private static boolean leadsBack(RedirectRule rule, Map<String, String> values, String path) {
        return rule.isRedirect()
                && !rule.leavesTheSite()
                && withoutSlash(rule.rewritten(values)).equals(withoutSlash(path));
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        if (query == null) {
            return Map.of();
        }

        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            String value = parts.length < 2 ? "" : parts[1].replace('+', ' ');
            parameters.putIfAbsent(RequestPath.decodeLeniently(parts[0]), RequestPath.decodeLeniently(value));
        }
        return parameters;
    }

    /** What was not understood, for the site's author. */
    List<String> notes() {
        return notes;
    }
}
