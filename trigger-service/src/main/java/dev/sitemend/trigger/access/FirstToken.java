package dev.sitemend.trigger.access;

import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.Pauses;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreUnavailableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that the administrator's token is good: at the start, or beside it once the store answers. */
final class FirstToken implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FirstToken.class);

    private final AdminTokenFile file;
    private final Backoff backoff;
    private final Pauses pauses;
    private @Nullable Thread thread;

    FirstToken(AdminTokenFile file, Backoff backoff, Pauses pauses) {
        this.file = file;
        this.backoff = backoff;
        this.pauses = pauses;
    }

    void begin() {
        if (!attempt()) {
            thread = Thread.ofVirtual().name("first-token").start(this::untilDone);
        }
    }

    private void untilDone() {
        try {
            for (int failures = 1; !attempt(); failures++) {
                pauses.pause(backoff.after(failures));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() {
        try {
            file.ensure();
            return true;
        } catch (StoreUnavailableException | StoreRefusedException e) {
            LOG.debug("The store does not know the administrator's token yet: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
