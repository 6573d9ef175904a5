package dev.sitemend.builder.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Links and assets of a site's pages that lead to no file of the site. Other hosts are not asked. */
final class Links {
    private static final Pattern COMMENT =
            Pattern.compile("<!--.*?-->|<(script|style)\\b[^>]*>.*?</\\1>", Pattern.DOTALL);
    private static final Pattern REFERENCE =
            Pattern.compile("<[a-zA-Z][^>]*?\\s(?:href|src|poster)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>\"']+))");
    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern BASE = Pattern.compile("(?i)<base\\s[^>]*href");

    private final Output output;
    private final List<Pattern> redirects;

    Links(Output output) {
        this.output = output;
        this.redirects = redirects(output);
    }

    /** {@code page → target}, once each. */
    List<String> dangling() {
        Set<String> dangling = new LinkedHashSet<>();
        for (String file : output.all()) {
            if (!Output.isPage(file)) {
                continue;
            }
            String page = output.text(file);
            if (BASE.matcher(page).find()) {
                // Its links are relative to an address that only the site knows.
                continue;
            }
            for (String reference : references(page)) {
                Optional<String> target = resolve(file, reference);
                if (target.isPresent() && !exists(target.get())) {
                    dangling.add(file + " → " + reference);
                }
            }
        }
        return new ArrayList<>(dangling);
    }

    private static List<String> references(String page) {
        // Scripts keep their opening tag: its src is an asset.
        String visible = COMMENT.matcher(page).replaceAll(found -> {
            String text = found.group();
            return text.startsWith("<!--") ? "" : Matcher.quoteReplacement(text.substring(0, text.indexOf('>') + 1));
        });
        List<String> references = new ArrayList<>();
        Matcher matcher = REFERENCE.matcher(visible);
        while (matcher.find()) {
            String value = matcher.group(1) != null
                    ? matcher.group(1)
                    : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            references.add(value.strip().replace("&amp;", "&"));
        }
        return references;
    }

    /** The path inside the site that a reference means; empty if it leads elsewhere or nowhere in particular. */
    static Optional<String> resolve(String page, String reference) {
        if (reference.isEmpty()
                || reference.startsWith("#")
                || reference.startsWith("//")
                || SCHEME.matcher(reference).matches()) {
            return Optional.empty();
        }
        String path = reference.replaceFirst("[?#].*", "");
        if (path.isEmpty()) {
            return Optional.empty();
        }
        String folder = page.contains("/") ? page.substring(0, page.lastIndexOf('/') + 1) : "";
        String whole = path.startsWith("/") ? path.substring(1) : folder + path;
        List<String> names = new ArrayList<>();
        for (String name : decoded(whole).split("/", -1)) {
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.removeLast();
                }
            } else if (!name.equals(".")) {
                names.add(name);
            }
        }
        return Optional.of(String.join("/", names));
    }

    /** Percent-decoding only: {@code +} is a letter in a path. */
    private static String decoded(String path) {
        try {
            return java.net.URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private boolean exists(String target) {
        String path = target.replaceFirst("/+$", "");
        return path.isEmpty()
                || output.all().contains(path)
                || output.all().contains(path + "/index.html")
                || output.all().contains(path + ".html")
                || redirects.stream()
                        .anyMatch(redirect -> redirect.matcher("/" + target).matches());
    }

    /** Netlify's {@code _redirects}: what leads elsewhere does not dangle. */
    private static List<Pattern> redirects(Output output) {
        if (!output.all().contains("_redirects")) {
            return List.of();
        }
        List<Pattern> redirects = new ArrayList<>();
        output.text("_redirects").lines().map(String::strip).forEach(line -> {
            if (!line.startsWith("/")) {
                return;
            }
            StringBuilder regex = new StringBuilder();
            for (String part :
                    line.split("\\s+", 2)[0].split("(?=[*])|(?<=[*])|(?=/:)|(?<=/:[A-Za-z0-9_]{1,40})(?=/|$)")) {
                if (part.equals("*")) {
                    regex.append(".*");
                } else if (part.startsWith("/:")) {
                    regex.append("/[^/]+");
                } else {
                    regex.append(Pattern.quote(part));
                }
            }
            redirects.add(Pattern.compile(regex + "/?"));
        });
        return redirects;
    }
}
