package dev.sitemend.contracts.format;

import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code access/<id>/created.json}: a token that somebody holds. The token itself is not kept, only its SHA-256.
 *
 * @param site the only site that it is good for; absent for all
 * @param expiresAt absent for a token without end
 */
public record AccessToken(
        String id,
        Digest hash,
        Role role,
        @Nullable SiteId site,
        @Nullable Instant expiresAt,
        Instant createdAt,
        String createdBy,
        WriterToken writer) {}
