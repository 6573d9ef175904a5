package dev.sitemend.contracts.format;

import dev.sitemend.contracts.id.WriterToken;
import java.time.Instant;

/** {@code access/<id>/revoked.json}: from its creation the token {@code id} is worth nothing. */
public record TokenRevocation(String id, Instant at, String by, WriterToken writer) {}
