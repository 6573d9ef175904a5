package dev.sitemend.trigger.access;

import java.util.Optional;

/** Turns a token into the caller who holds it. */
@FunctionalInterface
public interface Callers {
    /** The holder of this token; empty when it is unknown, expired or revoked. */
    Optional<Caller> holding(String token);
}
