package dev.sitemend.store.site;

import dev.sitemend.contracts.id.SiteId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Encrypts the secrets of sites for {@code SiteSettings.secrets}: AES-256-GCM under a key derived from the
 * installation's secret. Each is bound to its site and name, so that nobody can move one to where another is expected.
 */
public final class SecretBox {
    private static final String SHAPE = "v1.";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final int SHORTEST_SECRET_BYTES = 16;
    private static final byte[] PURPOSE = "sitemend site secrets v1".getBytes(StandardCharsets.UTF_8);

    private final SecretKey key;
    private final SecureRandom random;

    /** Takes the installation's secret, at least 16 bytes. */
    public SecretBox(byte[] secret, SecureRandom random) {
        if (secret.length < SHORTEST_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "Cannot encrypt with a secret of " + secret.length + " bytes: at least 16 are needed");
        }

        this.key = derive(secret);
        this.random = random;
    }

    /** Encrypts; twice the same gives different text. */
    public String seal(SiteId site, String name, String value) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, site, name);
            byte[] encrypted = cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
            System.arraycopy(encrypted, 0, all, NONCE_BYTES, encrypted.length);
            return SHAPE + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every JDK has AES-GCM", e);
        }
    }

    /**
     * Decrypts what {@link #seal} made for the same site and name.
     *
     * @throws IllegalArgumentException if it was made for another, with another secret, or was changed
     */
    public String open(SiteId site, String name, String sealed) {
        if (!sealed.startsWith(SHAPE)) {
            throw new IllegalArgumentException("Cannot decrypt secret '" + name + "' of " + site + ": unknown shape");
        }

        try {
            byte[] all = Base64.getUrlDecoder().decode(sealed.substring(SHAPE.length()));
            if (all.length < NONCE_BYTES) {
                throw new AEADBadTagException("too short");
            }
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, site, name);
            return new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Cannot decrypt secret '" + name + "' of " + site
                            + ": it was encrypted with another sitemend.secret, or was changed; set it again",
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, SiteId site, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((site + "/" + name).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKey derive(byte[] secret) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES", HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(PURPOSE, KEY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every JDK 25 has HKDF-SHA256", e);
        }
    }
}
