package dev.sitemend.trigger.status;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells what happened to who is listening right now. Never waits for a listener. */
public final class Changes implements AutoCloseable {
    // A listener that is a thousand changes behind does not read any more; it can come back and resume by position.
    private static final int BACKLOG = 1_000;

    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Listens from now on, until the subscription is closed. */
    public Subscription subscribe(Predicate<Change> wanted) {
        Subscription subscription = new Subscription(wanted);
        subscriptions.add(subscription);
        if (closed) {
            subscription.end();
        }
        return subscription;
    }

    void publish(Change change) {
        subscriptions.forEach(subscription -> subscription.offer(change));
    }

    /** Whether Sitemend stops: nothing more will be told. */
    public boolean isClosed() {
        return closed;
    }

    /** Ends all subscriptions, so that who waits for a change goes home. */
    @Override
    public void close() {
        closed = true;
        subscriptions.forEach(Subscription::end);
    }

    /** What one listener has not taken yet. */
    public final class Subscription implements AutoCloseable {
        private final Predicate<Change> wanted;
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();
        private final Queue<Change> backlog = new ArrayDeque<>();
        private boolean ended;

        private Subscription(Predicate<Change> wanted) {
            this.wanted = wanted;
        }

        /** The next change, or null when there is none within {@code patience}, or none will come. */
        public @Nullable Change next(Duration patience) throws InterruptedException {
            lock.lock();
            try {
                long nanos = patience.toNanos();
                while (backlog.isEmpty() && !ended && nanos > 0) {
                    nanos = news.awaitNanos(nanos);
                }
                return backlog.poll();
            } finally {
                lock.unlock();
            }
        }

        /** Whether nothing more will come: Sitemend stops, or the listener was too slow. */
        public boolean hasEnded() {
            lock.lock();
            try {
                return ended && backlog.isEmpty();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            end();
        }

        private void offer(Change change) {
            if (!wanted.test(change)) {
                return;
            }

            lock.lock();
            try {
                if (backlog.size() >= BACKLOG) {
                    ended = true;
                } else {
                    backlog.add(change);
                }
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private void end() {
            subscriptions.remove(this);
            lock.lock();
            try {
                ended = true;
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
