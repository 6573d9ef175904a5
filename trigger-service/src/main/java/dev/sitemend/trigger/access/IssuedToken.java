package dev.sitemend.trigger.access;

import dev.sitemend.contracts.format.AccessToken;

/**
 * A token that was just made.
 *
 * @param text what the holder sends; shown once
 */
public record IssuedToken(String text, AccessToken token) {
    @Override
    public String toString() {
        return "token " + token.id();
    }
}
