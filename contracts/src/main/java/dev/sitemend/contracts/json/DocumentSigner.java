package dev.sitemend.contracts.json;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 with the installation's secret. */
public final class DocumentSigner {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_SECRET_BYTES = 16;

    private final SecretKeySpec key;

    /** Takes a secret of at least 16 bytes. */
    public DocumentSigner(byte[] secret) {
        if (secret.length < SHORTEST_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "Cannot sign with a secret of " + secret.length + " bytes: at least 16 are needed");
        }

        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The signature in hexadecimal digits. */
    public String sign(byte[] content) {
        return HexFormat.of().formatHex(mac(content));
    }

    /** Whether {@code signature} is this signer's over {@code content}. Takes the same time for every wrong one. */
    public boolean verify(byte[] content, String signature) {
        return MessageDigest.isEqual(
                sign(content).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every JDK has HmacSHA256", e);
        }
    }
}
