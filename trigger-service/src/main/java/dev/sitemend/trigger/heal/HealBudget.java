package dev.sitemend.trigger.heal;

import java.time.Duration;
import java.time.Instant;

/**
 * The token bucket of one site, as a value: full at first, one heal takes one token, and one comes back each time the
 * interval has passed.
 *
 * @param tokens left at {@code at}; fractions grow back, too
 */
record HealBudget(double tokens, Instant at) {
    /** What is left at {@code now}. */
    HealBudget at(Instant now, HealSettings settings) {
        double grown = Math.max(0, Duration.between(at, now).toMillis())
                / (double) settings.every().toMillis();
        return new HealBudget(Math.min(settings.burst(), tokens + grown), now);
    }

    HealBudget spent() {
        return new HealBudget(tokens - 1, at);
    }

    /** How long until there is a whole token; zero if there is one. */
    Duration untilNext(HealSettings settings) {
        return tokens >= 1
                ? Duration.ZERO
                : Duration.ofMillis(
                        (long) Math.ceil((1 - tokens) * settings.every().toMillis()));
    }
}
