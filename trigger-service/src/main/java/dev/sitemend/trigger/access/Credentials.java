package dev.sitemend.trigger.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads an {@code Authorization} header. */
public final class Credentials {
    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private Credentials() {}

    /** The token in {@code Bearer <token>}, or in the password of {@code Basic}, whose user may be any. */
    public static Optional<String> token(String authorization) {
        if (startsWith(authorization, BEARER)) {
            return Optional.of(authorization.substring(BEARER.length()).strip());
        }
        if (!startsWith(authorization, BASIC)) {
            return Optional.empty();
        }

        byte[] pair;
        try {
            pair = Base64.getDecoder()
                    .decode(authorization.substring(BASIC.length()).strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }

        String text = new String(pair, StandardCharsets.UTF_8);
        int colon = text.indexOf(':');
        return colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
    }

    private static boolean startsWith(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
