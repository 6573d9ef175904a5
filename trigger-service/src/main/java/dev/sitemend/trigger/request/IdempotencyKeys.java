package dev.sitemend.trigger.request;

import dev.sitemend.contracts.id.RequestId;
import dev.sitemend.trigger.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the same request id of the same key, so that a caller who asks again after a lost answer asks for the same
 * thing. Keys are remembered for a day in this process; after a restart a repeated key is published once more under its
 * old id, which the builders take for the double that it is.
 */
public final class IdempotencyKeys {
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int MOST = 10_000;
    private static final int LONGEST = 200;

    private final Clock clock;
    private final Map<RequestId, Use> uses = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RequestId, Use> eldest) {
            return size() > MOST;
        }
    };

    public IdempotencyKeys(Clock clock) {
        this.clock = clock;
    }

    /** The request id that belongs to a caller's key. */
    public RequestId id(String caller, String key) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw Problem.INVALID.because(
                    "An Idempotency-Key has 1 to " + LONGEST + " characters; this has " + key.length() + ".");
        }

        return new RequestId("key-" + hash(caller + "\n" + key).substring(0, 32));
    }

    /**
     * The answer that was given to this key before; empty when it is new.
     *
     * @param content what is asked for; refused when the key was used for something else
     */
    public synchronized Optional<RequestId> answered(RequestId id, String content) {
        Use use = uses.get(id);
        if (use == null || use.at().plus(REMEMBERED).isBefore(clock.instant())) {
            return Optional.empty();
        }
        if (!use.content().equals(content)) {
            throw Problem.UNPROCESSABLE.because(
                    "This Idempotency-Key was used for another request. Take a new key for a new request.");
        }

        return Optional.of(id);
    }

    /** Remembers that the request of this key is durable. */
    public synchronized void remember(RequestId id, String content) {
        uses.put(id, new Use(content, clock.instant()));
    }

    private record Use(String content, Instant at) {}

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
