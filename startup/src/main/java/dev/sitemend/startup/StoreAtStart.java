package dev.sitemend.startup;

import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.Pauses;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.probing.ProvingObjectStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Asks a store that did not answer at the start again until it does, and says every so often what it waits for. */
final class StoreAtStart implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StoreAtStart.class);

    private final @Nullable ProvingObjectStore store;
    private final Backoff backoff;
    private final Pauses pauses;
    private @Nullable Thread thread;

    /** A store that a test or another part of the process has opened has nothing to prove. */
    StoreAtStart(ObjectStore store, Backoff backoff, Pauses pauses) {
        this.store = store instanceof ProvingObjectStore proving ? proving : null;
        this.backoff = backoff;
        this.pauses = pauses;
    }

    /** What keeps the store from being used; empty once it is. */
    Optional<String> waitingFor() {
        return store == null ? Optional.empty() : reason(store.standing());
    }

    private static Optional<String> reason(ProvingObjectStore.Standing standing) {
        return switch (standing) {
            case ProvingObjectStore.Proven _ -> Optional.empty();
            case ProvingObjectStore.Waiting(RuntimeException why) -> Optional.of(String.valueOf(why.getMessage()));
        };
    }

    @Override
    public void start() {
        ProvingObjectStore unproven = store;
        if (unproven == null || waitingFor().isEmpty()) {
            return;
        }

        LOG.warn("Starting without the store. {}", waitingFor().orElse(""));
        thread = Thread.ofVirtual().name("store-proof").start(() -> askAgain(unproven));
    }

    private void askAgain(ProvingObjectStore unproven) {
        try {
            for (int failures = 1; ; failures++) {
                pauses.pause(backoff.after(failures));
                switch (unproven.prove()) {
                    case ProvingObjectStore.Proven _ -> {
                        LOG.info("The store answers, and has proven what is asked of it");
                        return;
                    }
                    case ProvingObjectStore.Waiting(StoreRefusedException refused) -> LOG.error(refused.getMessage());
                    case ProvingObjectStore.Waiting(RuntimeException why) ->
                        LOG.warn("Waiting for the store. {}", why.getMessage());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Before what waits for Kafka. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
