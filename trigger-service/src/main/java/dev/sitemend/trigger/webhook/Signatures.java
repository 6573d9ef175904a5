package dev.sitemend.trigger.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 as forges write it. Every comparison takes the same time for each wrong value. */
final class Signatures {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String STANDARD_SECRET = "whsec_";

    private Signatures() {}

    /** Whether {@code hex} is the signature of {@code body}, with or without {@code sha256=} before it. */
    static boolean isHex(String hex, byte[] body, String secret) {
        String digits = hex.startsWith("sha256=") ? hex.substring("sha256=".length()) : hex;
        String expected = HexFormat.of().formatHex(mac(secret.getBytes(StandardCharsets.UTF_8), body));
        return isSame(digits.toLowerCase(Locale.ROOT), expected);
    }

    /**
     * Whether {@code header} has a signature by the Standard Webhooks specification: {@code v1,<base64>} over
     * {@code <id>.<timestamp>.<body>}, several of them separated by spaces while a secret is exchanged.
     */
    static boolean isStandard(String header, String id, String timestamp, byte[] body, String secret) {
        byte[] prefix = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = new byte[prefix.length + body.length];
        System.arraycopy(prefix, 0, signed, 0, prefix.length);
        System.arraycopy(body, 0, signed, prefix.length, body.length);
        String expected = "v1," + Base64.getEncoder().encodeToString(mac(standardKey(secret), signed));
        boolean found = false;
        for (String signature : header.split(" ", -1)) {
            found |= isSame(signature, expected);
        }
        return found;
    }

    static boolean isSame(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] standardKey(String secret) {
        if (secret.startsWith(STANDARD_SECRET)) {
            try {
                return Base64.getDecoder().decode(secret.substring(STANDARD_SECRET.length()));
            } catch (IllegalArgumentException _) {
                // Not of that shape after all: it is taken as it is.
            }
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] mac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every JDK has HmacSHA256", e);
        }
    }
}
