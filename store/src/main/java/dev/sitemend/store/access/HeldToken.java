package dev.sitemend.store.access;

import dev.sitemend.contracts.format.AccessToken;
import dev.sitemend.contracts.format.TokenRevocation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token and what became of it.
 *
 * @param revocation absent while it was not revoked
 */
public record HeldToken(AccessToken token, @Nullable TokenRevocation revocation) {
    /** Whether the token is good for anything at {@code now}. */
    public boolean isGoodAt(Instant now) {
        return revocation == null && (token.expiresAt() == null || now.isBefore(token.expiresAt()));
    }
}
