package dev.sitemend.builder.checkout;

import dev.sitemend.contracts.id.SiteId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the Git of a site lives.
 *
 * @param url {@code https://}, {@code http://}, {@code ssh://}, {@code git@host:path}, {@code file://} or an absolute
 *     path, without credentials in it
 * @param secret what the host asks for over HTTP; absent for public repositories
 */
public record Remote(SiteId site, String url, @Nullable Credentials secret) {
    /** What the host asks for over HTTP. */
    public Optional<Credentials> credentials() {
        return Optional.ofNullable(secret);
    }
}
