package dev.sitemend.builder.messaging;

import dev.sitemend.builder.intake.Slot;
import dev.sitemend.builder.record.Pulse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The threads of the slots, and the heartbeat. They start before requests come in and end after the flow has stopped;
 * at the end, builds under way are closed as abandoned, so that nobody waits for them.
 */
final class Slots implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Slots.class);

    /** A channel that must wait says until when; this is how late it may be noticed. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(8);

    private final List<Slot> slots;
    private final Pulse pulse;
    private final Runnable afterTurn;
    private final Semaphore bell = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private @Nullable ScheduledExecutorService heart;
    private volatile boolean running;

    /** {@code afterTurn} is told each time a slot is free again. */
    Slots(List<Slot> slots, Pulse pulse, Runnable afterTurn) {
        this.slots = List.copyOf(slots);
        this.pulse = pulse;
        this.afterTurn = afterTurn;
    }

    /** There may be something to do. */
    void ring() {
        bell.release();
    }

    @Override
    public void start() {
        running = true;
        heart = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("heartbeat").daemon().factory());
        ScheduledFuture<?> _ = heart.scheduleAtFixedRate(
                this::beat, Pulse.INTERVAL.toMillis(), Pulse.INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            threads.add(Thread.ofPlatform().name("slot-" + (i + 1)).start(() -> work(slot)));
        }
    }

    private void work(Slot slot) {
        try {
            while (running) {
                if (slot.takeTurn() == Slot.Work.NOTHING_TO_DO) {
                    bell.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                    bell.drainPermits();
                } else {
                    afterTurn.run();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} stops", Thread.currentThread().getName());
        }
    }

    private void beat() {
        try {
            pulse.beat();
        } catch (RuntimeException e) {
            LOG.error("Cannot send heartbeats", e); // Thrown on, the timer would stop for good.
        }
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        long end = System.nanoTime() + LONGEST_GOODBYE.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
        if (heart != null) {
            heart.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Between the output bindings, which start first, and the input bindings, which start last. */
    @Override
    public int getPhase() {
        return 0;
    }
}
