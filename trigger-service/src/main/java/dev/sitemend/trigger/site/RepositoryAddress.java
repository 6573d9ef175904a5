package dev.sitemend.trigger.site;

import dev.sitemend.trigger.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a site's Git lives, as somebody wrote it.
 *
 * @param url without a password
 * @param password the one that was in the address; absent when there was none
 */
record RepositoryAddress(String url, @Nullable String password) {
    private static final List<String> SCHEMES = List.of("https", "http", "file", "git");
    private static final Pattern SCP = Pattern.compile("(?:[^@/:]+@)?([^/:]+):(?!//)(.+)");
    private static final int LONGEST = 1000;

    /** Reads an address; refuses with what would be right. */
    static RepositoryAddress parse(String text) {
        String address = text.strip();
        if (address.isEmpty() || address.length() > LONGEST) {
            throw refusal("'" + address + "'", "expected an address of 1 to " + LONGEST + " characters");
        }
        if (address.startsWith("/")) {
            return new RepositoryAddress(address, null);
        }

        Matcher scp = SCP.matcher(address);
        if (scp.matches()) {
            throw refusal(
                    "'" + address + "'",
                    "SSH is not spoken yet; use https://" + scp.group(1) + "/" + scp.group(2)
                            + ", with a token as the secret repository-password if it is private");
        }

        return parse(uri(address));
    }

    private static RepositoryAddress parse(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("ssh") || scheme.equals("git+ssh")) {
            throw refusal(
                    "'" + withoutPassword(uri) + "'",
                    "SSH is not spoken yet; use https://" + uri.getHost() + uri.getRawPath());
        }
        if (!SCHEMES.contains(scheme)) {
            throw refusal(
                    "'" + withoutPassword(uri) + "'",
                    "expected https://host/path, http://…, git://…, file:///path or an absolute path");
        }
        if (!scheme.equals("file") && uri.getHost() == null) {
            throw refusal("'" + withoutPassword(uri) + "'", "the host is missing");
        }
        if (uri.getRawPath() == null || uri.getRawPath().length() < 2) {
            throw refusal("'" + withoutPassword(uri) + "'", "the path of the repository is missing");
        }

        return new RepositoryAddress(withoutPassword(uri), password(uri));
    }

    private static URI uri(String address) {
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            // Not shown: a password may be in it.
            throw refusal("what was given", "it is no URL: " + e.getReason() + " at character " + e.getIndex());
        }
    }

    private static @Nullable String password(URI uri) {
        String user = uri.getRawUserInfo();
        int colon = user == null ? -1 : user.indexOf(':');
        return user == null || colon < 0
                ? null
                : URLDecoder.decode(user.substring(colon + 1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String withoutPassword(URI uri) {
        String user = uri.getRawUserInfo();
        int colon = user == null ? -1 : user.indexOf(':');
        return user == null || colon < 0
                ? uri.toString()
                : uri.toString().replace(user + "@", user.substring(0, colon) + "@");
    }

    private static RuntimeException refusal(String what, String why) {
        return Problem.INVALID.because("Cannot use " + what + " as repository: " + why + ".");
    }
}
