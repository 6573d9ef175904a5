package dev.sitemend.store.pack;

import dev.sitemend.contracts.id.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that names all content. */
public final class Sha256 {
    private Sha256() {}

    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    public static Digest of(byte[] content) {
        return Digest.ofBytes(start().digest(content));
    }

    static byte[] of(byte[] bytes, int offset, int length) {
        MessageDigest digest = start();
        digest.update(bytes, offset, length);
        return digest.digest();
    }
}
