package dev.sitemend.trigger.access;

import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.site.SecretBox;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Browsers that have logged in. The cookie holds the token and its own end, sealed: nothing is kept here, so a session
 * outlives a restart, is good at every replica, and ends when its token is revoked.
 */
public final class Sessions {
    /** The name of the cookie. */
    public static final String COOKIE = "sitemend-session";

    /** A working day and some; after that the browser forgets it, too. */
    public static final Duration LIFE = Duration.ofHours(12);

    // What seals the secrets of sites binds each to a site and a name.
    private static final SiteId BOUND_TO = new SiteId("console");
    private static final String NAME = "session";

    private final Callers callers;
    private final SecretBox box;
    private final Clock clock;

    /** @param box under a key of its own, so that nothing else that is sealed passes for a session */
    public Sessions(Callers callers, SecretBox box, Clock clock) {
        this.callers = callers;
        this.box = box;
        this.clock = clock;
    }

    /** The cookie's value for the holder of this token; empty when the token is unknown, expired or revoked. */
    public Optional<String> begin(String token) {
        long end = clock.instant().plus(LIFE).getEpochSecond();
        return callers.holding(token).map(_ -> box.seal(BOUND_TO, NAME, end + " " + token));
    }

    /** Who logged in; empty when the session or its token has ended, or the cookie is not ours. */
    public Optional<Caller> caller(String cookie) {
        String[] parts;
        try {
            parts = box.open(BOUND_TO, NAME, cookie).split(" ", 2);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }

        Instant end = Instant.ofEpochSecond(Long.parseLong(parts[0]));
        return clock.instant().isBefore(end) ? callers.holding(parts[1]) : Optional.empty();
    }

    /**
     * What each form sends along, to show that our own page made it: no other site can read the cookie that it follows
     * from.
     */
    public static String formToken(String cookie) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(("form\n" + cookie).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    /** Whether a form sent the token that follows from the cookie. */
    public static boolean isFormToken(String cookie, String sent) {
        return MessageDigest.isEqual(
                formToken(cookie).getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }
}
