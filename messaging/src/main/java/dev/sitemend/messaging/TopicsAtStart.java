package dev.sitemend.messaging;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Ensures the topics before the first binding starts. Where the broker is not reachable yet, it goes on trying beside
 * the start: what can be served without Kafka is served. Where the broker refuses, the start ends.
 */
final class TopicsAtStart implements SmartLifecycle, TopicsStanding {
    private static final Logger LOG = LoggerFactory.getLogger(TopicsAtStart.class);
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final Topics topics;
    private final Supplier<String> diagnosis;
    private final Backoff backoff;
    private final Pauses pauses;
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch decided = new CountDownLatch(1);
    private final List<Thread> waiting = new CopyOnWriteArrayList<>();
    private volatile String reason = "Kafka was not asked yet";
    private volatile @Nullable EventsRefusedException refusal;
    private @Nullable Thread thread;

    /** Takes what to ensure, and a look at what is at Kafka's address, for when it does not answer. */
    TopicsAtStart(Topics topics, Supplier<String> diagnosis, Backoff backoff, Pauses pauses) {
        this.topics = topics;
        this.diagnosis = diagnosis;
        this.backoff = backoff;
        this.pauses = pauses;
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name("topics").start(() -> {
            try {
                ensure();
                done.countDown();
                decided.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            if (!decided.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Kafka does not answer yet: starting without it");
                // From now on a refusal is only told: what runs goes on.
                decided.countDown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }

        EventsRefusedException refused = refusal;
        if (refused != null) {
            stop();
            throw refused;
        }
    }

    @Override
    public Optional<String> waitingFor() {
        return done.getCount() == 0 ? Optional.empty() : Optional.of(reason);
    }

    /** Runs {@code next} on this thread if the topics are there, otherwise on another one once they are. */
    void whenDone(Runnable next) {
        if (done.getCount() == 0) {
            next.run();
            return;
        }

        waiting.add(Thread.ofPlatform().daemon().name("bindings").start(() -> {
            try {
                done.await();
                next.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void ensure() throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                topics.ensure().forEach(difference -> LOG.warn("{}", difference));
                return;
            } catch (EventsUnavailableException e) {
                reason = e.getMessage() + ". " + diagnosis.get();
                LOG.warn("Waiting for Kafka. {}", reason);
            } catch (EventsRefusedException e) {
                reason = String.valueOf(e.getMessage());
                if (decided.getCount() > 0) {
                    refusal = e;
                    decided.countDown();
                } else {
                    LOG.error("Waiting for Kafka. {}", reason);
                }
            }
            pauses.pause(backoff.after(failures));
        }
    }

    @Override
    public void stop() {
        waiting.forEach(Thread::interrupt);
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /**
     * The bindings of Spring Cloud Stream start 1000 phases after the first; what serves without Kafka may come before.
     */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 100;
    }
}
