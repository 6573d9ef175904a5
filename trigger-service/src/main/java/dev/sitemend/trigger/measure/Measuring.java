package dev.sitemend.trigger.measure;

import dev.sitemend.contracts.event.PromotionEvent;
import dev.sitemend.trigger.status.Change;
import dev.sitemend.trigger.status.Changes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that listens to what happens, and looks at the sites now and then. */
final class Measuring {
    private static final Logger LOG = LoggerFactory.getLogger(Measuring.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Prometheus usually asks as often. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    /** With a thousand sites a look takes seconds: looking is at most one part of so many of the time. */
    private static final int REST = 20;

    private final Changes changes;
    private final PushMetrics pushes;
    private final SiteMetrics sites;
    private @Nullable Thread thread;

    Measuring(Changes changes, PushMetrics pushes, SiteMetrics sites) {
        this.changes = changes;
        this.pushes = pushes;
        this.sites = sites;
    }

    void start() {
        thread = Thread.ofVirtual().name("measuring").start(this::untilClosed);
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    private void untilClosed() {
        try {
            while (!changes.isClosed()) {
                // Ends when more comes than can be measured: then some of it is left out, and the next one listens on.
                try (Changes.Subscription promotions =
                        changes.subscribe(change -> change.event() instanceof PromotionEvent)) {
                    listen(promotions);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Changes.Subscription promotions) throws InterruptedException {
        long nextLook = System.nanoTime();
        while (!promotions.hasEnded()) {
            Change change = promotions.next(PATIENCE);
            try {
                if (change != null && change.event() instanceof PromotionEvent event) {
                    pushes.happened(event);
                }
                pushes.measure();
                if (System.nanoTime() - nextLook >= 0) {
                    long begin = System.nanoTime();
                    sites.look();
                    long end = System.nanoTime();
                    nextLook = end + Math.max(BETWEEN_LOOKS.toNanos(), (end - begin) * REST);
                }
            } catch (RuntimeException e) {
                LOG.warn("Cannot measure now: {}", e.toString());
            }
        }
    }
}
