package dev.sitemend.builder.checkout;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A repository's address that is safe to hand to Git: no option, no helper program, no password in it.
 *
 * @param url without credentials
 * @param secret what stood in the address or came with it
 * @param origin {@code scheme://host[:port]}, the only place the credentials may go to; empty unless HTTP
 */
record Address(String url, @Nullable Credentials secret, String origin) {
    private static final Pattern SCHEME = Pattern.compile("(?i)(https?|ssh|git|file)://.+");
    private static final Pattern SCP_LIKE =
            Pattern.compile("([A-Za-z0-9._][A-Za-z0-9._-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*:[^-].*");
    private static final Pattern HTTP = Pattern.compile("(?i)(https?)://(?:([^/@]*)@)?([^/@]+)(/.*)?");

    /** Empty if Git must not get to see this address. */
    static Optional<Address> of(Remote remote) {
        String url = remote.url();
        boolean wellFormed = SCHEME.matcher(url).matches()
                || url.startsWith("/")
                || (SCP_LIKE.matcher(url).matches() && !url.contains("::"));
        if (!wellFormed || url.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }

        Matcher http = HTTP.matcher(url);
        if (!http.matches()) {
            return hostLooksLikeAnOption(url) ? Optional.empty() : Optional.of(new Address(url, remote.secret(), ""));
        }
        String scheme = http.group(1).toLowerCase(Locale.ROOT);
        String path = http.group(4) == null ? "" : http.group(4);
        String origin = scheme + "://" + http.group(3);
        Credentials secret = remote.secret() != null ? remote.secret() : credentials(http.group(2));
        return Optional.of(new Address(origin + path, secret, origin));
    }

    private static boolean hostLooksLikeAnOption(String url) {
        try {
            String authority = url.contains("://") ? new URI(url).getRawAuthority() : url;
            return authority != null && (authority.startsWith("-") || authority.contains("@-"));
        } catch (URISyntaxException e) {
            return true;
        }
    }

    private static @Nullable Credentials credentials(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return null;
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return new Credentials(decoded(user), decoded(password));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Whether Git speaks HTTP to it. */
    boolean isHttp() {
        return !origin.isEmpty();
    }

    @Override
    public String toString() {
        return url;
    }
}
