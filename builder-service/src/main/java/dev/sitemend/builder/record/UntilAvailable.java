package dev.sitemend.builder.record;

import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.messaging.Pauses;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again, with growing pauses and for ever, while Kafka or the store are out of reach: trouble of theirs is never a
 * failed build. The one level at which the builder retries.
 */
public final class UntilAvailable {
    private static final Logger LOG = LoggerFactory.getLogger(UntilAvailable.class);

    private final Pauses pauses;
    private final Backoff backoff;

    public UntilAvailable(Pauses pauses, Backoff backoff) {
        this.pauses = pauses;
        this.backoff = backoff;
    }

    /** Something that may be asked any number of times. */
    @FunctionalInterface
    public interface Attempt<T> {
        T run() throws InterruptedException;
    }

    /** Something that may be done any number of times. */
    @FunctionalInterface
    public interface Action {
        void run() throws InterruptedException;
    }

    public <T> T get(Attempt<T> attempt) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return attempt.run();
            } catch (StoreUnavailableException | EventsUnavailableException e) {
                LOG.warn("{}; trying again", e.getMessage());
            } catch (StoreRefusedException e) {
                // Somebody must act, but nobody's site is broken: a build that waits is better than one that fails.
                LOG.error("{}; trying again", e.getMessage());
            }

            pauses.pause(backoff.after(failures));
        }
    }

    public void run(Action action) throws InterruptedException {
        get(() -> {
            action.run();
            return true;
        });
    }
}
