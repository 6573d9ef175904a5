package dev.sitemend.publisher.serving;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@code _redirects} file.
 *
 * @param host only for this host name; absent for all
 * @param query parameters that must be there, with a literal value or a {@code :placeholder}
 * @param to a path, or for redirects also an absolute URL
 * @param precedence against a file at the same path
 */
record RedirectRule(
        @Nullable String host,
        PathPattern from,
        Map<String, String> query,
        String to,
        int status,
        Precedence precedence) {
    private static final Pattern PLACEHOLDER = Pattern.compile(":([A-Za-z_][A-Za-z0-9_]*)");
    private static final Pattern ORIGIN = Pattern.compile("https?://[^/?#]*");

    /** Who wins when there is a file at the path. */
    enum Precedence {
        FILE,
        RULE
    }

    /** Whether the browser is sent elsewhere, as opposed to being served another file. */
    boolean isRedirect() {
        return status >= 300 && status < 400;
    }

    /** Whether the target lies on another host. */
    boolean leavesTheSite() {
        return !to.startsWith("/");
    }

    /** The values of all placeholders, if this rule is for the request. */
    Optional<Map<String, String>> match(String requestHost, String path, Map<String, String> parameters) {
        if (host != null && !host.equalsIgnoreCase(requestHost)) {
            return Optional.empty();
        }

        Optional<Map<String, String>> matched = from.match(path);
        if (matched.isEmpty() || query.isEmpty()) {
            return matched;
        }

        Map<String, String> values = new HashMap<>(matched.get());
        for (Map.Entry<String, String> wanted : query.entrySet()) {
            String given = parameters.get(wanted.getKey());
            if (given == null) {
                return Optional.empty();
            }
            if (wanted.getValue().startsWith(":")) {
                values.put(wanted.getValue().substring(1), given);
            } else if (!wanted.getValue().equals(given)) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    /** Where a redirect goes, encoded; the request's query goes along unless the rule brings its own. */
    String location(Map<String, String> values, @Nullable String requestQuery) {
        Matcher origin = ORIGIN.matcher(to);
        String authority = origin.lookingAt() ? origin.group() : "";
        String rest = to.substring(authority.length());
        int hash = rest.indexOf('#');
        String fragment = hash < 0 ? "" : rest.substring(hash);
        rest = hash < 0 ? rest : rest.substring(0, hash);
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);

        StringBuilder location = new StringBuilder(authority);
        // Two slashes at the beginning would name another host.
        location.append(fill(RequestPath.encodeKeepingEscapes(path), values, RequestPath::encode)
                .replaceFirst("^/{2,}", "/"));
        if (question >= 0) {
            location.append(fill(rest.substring(question), values, RedirectRule::encodeParameter));
        } else if (requestQuery != null) {
            location.append('?').append(requestQuery);
        }
        return location.append(fragment).toString();
    }

    /** The path inside the site that a rewrite serves, decoded. */
    String rewritten(Map<String, String> values) {
        String path = to.split("[?#]", 2)[0];
        return fill(RequestPath.decodeLeniently(path), values, UnaryOperator.identity());
    }

    private static String fill(String template, Map<String, String> values, UnaryOperator<String> encoding) {
        return PLACEHOLDER.matcher(template).replaceAll(placeholder -> {
            String value = values.get(placeholder.group(1));
            return Matcher.quoteReplacement(value == null ? placeholder.group() : encoding.apply(value));
        });
    }

    private static String encodeParameter(String value) {
        return RequestPath.encode(value)
                .replace("&", "%26")
                .replace("=", "%3D")
                .replace("+", "%2B")
                .replace("/", "%2F");
    }
}
