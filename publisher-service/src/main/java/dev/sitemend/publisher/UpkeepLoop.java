package dev.sitemend.publisher;

import dev.sitemend.publisher.serving.Upkeep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the upkeep: first before anybody is served, then again and again on a thread of its own. */
final class UpkeepLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(UpkeepLoop.class);
    private static final Duration PAUSE_AFTER_SURPRISE = Duration.ofSeconds(10);

    private final Upkeep upkeep;
    private final Runnable openDoors;
    private final Semaphore wishes = new Semaphore(0);
    private @Nullable Thread thread;

    /**
     * Takes what to do.
     *
     * @param openDoors lets visitors in, however long the rest of the service may take to start
     */
    UpkeepLoop(Upkeep upkeep, Runnable openDoors) {
        this.upkeep = upkeep;
        this.openDoors = openDoors;
    }

    /** Asks for the next round before long. */
    void soon() {
        wishes.release();
    }

    @Override
    public void start() {
        try {
            upkeep.begin();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the local disk for serving: " + e, e);
        }
        openDoors.run();
        thread = Thread.ofVirtual().name("upkeep").start(this::run);
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            Duration pause = step();
            try {
                if (wishes.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    // What failed a moment ago needs a moment more.
                    Thread.sleep(Duration.ofSeconds(1));
                    wishes.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Duration step() {
        try {
            return upkeep.step();
        } catch (RuntimeException e) {
            log.error("Cannot do the upkeep of what is served, trying again", e);
            return PAUSE_AFTER_SURPRISE;
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

    /** Before everything else: without a broker, bindings keep the start waiting for minutes. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
