package dev.sitemend.publisher.messaging;

import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.Pauses;
import dev.sitemend.publisher.promotion.Promoter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * What no event brings about: at start and from time to time, successes that were never decided are offered, and what a
 * lock held that has run out.
 */
final class PromotionRounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(PromotionRounds.class);
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(5);
    /** 120 rounds of 5 s: every 10 min. */
    private static final int ROUNDS_BETWEEN_RECONCILIATIONS = 120;
    /** One read per build: at start about 2 s for each site that has so many. */
    private static final int BUILDS_AT_START = 1000;

    private static final int BUILDS_LATER = 50;

    private final Promoter promoter;
    private final Backoff backoff;
    private final Pauses pauses;
    private @Nullable Thread thread;

    PromotionRounds(Promoter promoter, Backoff backoff, Pauses pauses) {
        this.promoter = promoter;
        this.backoff = backoff;
        this.pauses = pauses;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("promotion-rounds").start(() -> {
            try {
                go();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void go() throws InterruptedException {
        untilDone(() -> promoter.reconcile(BUILDS_AT_START));
        for (int round = 1; ; round++) {
            pauses.pause(BETWEEN_ROUNDS);
            untilDone(promoter::offerWhatLocksHeld);
            if (round % ROUNDS_BETWEEN_RECONCILIATIONS == 0) {
                untilDone(() -> promoter.reconcile(BUILDS_LATER));
            }
        }
    }

    private void untilDone(Runnable work) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                work.run();
                return;
            } catch (RuntimeException e) {
                LOG.warn("Cannot look for what was never decided: {}; trying again", e.getMessage());
            }
            pauses.pause(backoff.after(failures));
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
}
