package dev.sitemend.store.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Does several requests to the store side by side, a bounded number at a time. With one lane all is done in order. */
final class Lanes {
    private final int width;

    Lanes(int width) {
        this.width = width;
    }

    /** Applies {@code action} to each item; results in the items' order. The first failure ends it all. */
    <A, B> List<B> map(List<A> items, Function<A, B> action) {
        if (width == 1 || items.size() < 2) {
            List<B> results = new ArrayList<>(items.size());
            items.forEach(item -> results.add(action.apply(item)));
            return results;
        }

        Semaphore free = new Semaphore(width);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<B>> futures = new ArrayList<>(items.size());
            for (A item : items) {
                futures.add(threads.submit(() -> {
                    free.acquire();
                    try {
                        return action.apply(item);
                    } finally {
                        free.release();
                    }
                }));
            }
            return results(futures, threads);
        }
    }

    private static <B> List<B> results(List<Future<B>> futures, ExecutorService threads) {
        List<B> results = new ArrayList<>(futures.size());
        try {
            for (Future<B> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("Cannot go on: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while waiting for the store");
        }
    }
}
