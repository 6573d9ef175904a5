package dev.sitemend.store.pack;

import java.security.SecureRandom;

/**
 * Random bytes that make each pack an object of its own: no two uploads ever share a key, so an old pack that nothing
 * refers to can be deleted while somebody uploads the same content again.
 */
@FunctionalInterface
public interface Nonces {
    /** Fills all of {@code nonce}. */
    void fill(byte[] nonce);

    /** Nonces that nobody can foresee. */
    static Nonces random() {
        return new SecureRandom()::nextBytes;
    }
}
