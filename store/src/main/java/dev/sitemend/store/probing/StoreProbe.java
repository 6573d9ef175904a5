package dev.sitemend.store.probing;

import dev.sitemend.store.Creation;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreRefusedException;
import dev.sitemend.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Proof that a store's conditional create is atomic: of 32 writers at once exactly one wins, in each of several rounds,
 * and what lies there is the winner's. Everything in the pipeline that may happen only once rests on that.
 */
public final class StoreProbe {
    private static final int WRITERS = 32;
    private static final int ROUNDS = 3;

    // An answer that got lost on the way proves nothing; so often in a row the store is not fit to be asked.
    private static final int LOST_ROUNDS = 5;

    private final ObjectStore store;
    private final String name;
    private final Supplier<String> ids;

    /**
     * A probe of one store.
     *
     * @param name what to call the store in messages
     * @param ids unique names, of letters, digits and hyphens
     */
    public StoreProbe(ObjectStore store, String name, Supplier<String> ids) {
        this.store = store;
        this.name = name;
        this.ids = ids;
    }

    /**
     * Returns if the store passes.
     *
     * @throws StoreRefusedException if it does not
     */
    public void run() {
        int lost = 0;
        int proven = 0;
        while (proven < ROUNDS) {
            ObjectKey key = Keys.probe(ids.get());
            List<Creation> creations;
            try {
                creations = race(key);
                if (creations.stream().noneMatch(Creation.Unknown.class::isInstance)) {
                    judge(key, creations, proven + 1);
                    proven++;
                    continue;
                }
            } finally {
                store.delete(key);
            }

            lost++;
            if (lost == LOST_ROUNDS) {
                throw new StoreUnavailableException("Cannot probe " + name + ": it left writes unanswered in " + lost
                        + " rounds, the last time with " + firstUnknown(creations));
            }
        }
    }

    private List<Creation> race(ObjectKey key) {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Creation>> futures = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                byte[] content = content(i);
                futures.add(writers.submit(() -> {
                    start.await();
                    return store.createIfAbsent(key, content);
                }));
            }
            start.countDown();
        }
        return futures.stream().map(StoreProbe::result).toList();
    }

    private void judge(ObjectKey key, List<Creation> creations, int round) {
        List<Integer> winners = new ArrayList<>();
        for (int i = 0; i < creations.size(); i++) {
            if (creations.get(i) instanceof Creation.Won) {
                winners.add(i);
            }
        }

        if (winners.size() != 1) {
            throw refused("of " + WRITERS + " writers that created one object at the same time, " + winners.size()
                    + " were told that they won (round " + round + ")");
        }
        Optional<byte[]> found = store.get(key);
        String expected = new String(content(winners.getFirst()), StandardCharsets.UTF_8);
        if (found.isEmpty() || !new String(found.get(), StandardCharsets.UTF_8).equals(expected)) {
            throw refused("the object of the writer that won is not there (round " + round + ")");
        }
    }

    private StoreRefusedException refused(String reason) {
        return new StoreRefusedException("Cannot use " + name + ": " + reason
                + ". Builds and publications must happen once, so Sitemend needs a store whose 'If-None-Match: *' is"
                + " atomic, such as VersityGW 1.8 or newer, Ceph RGW, or the embedded one (leave sitemend.store.endpoint"
                + " unset)");
    }

    private static byte[] content(int writer) {
        return ("writer " + writer).getBytes(StandardCharsets.UTF_8);
    }

    private static String firstUnknown(List<Creation> creations) {
        return creations.stream()
                .<String>mapMulti((creation, found) -> {
                    if (creation instanceof Creation.Unknown(RuntimeException cause)) {
                        found.accept(String.valueOf(cause.getMessage()));
                    }
                })
                .findFirst()
                .orElse("nothing");
    }

    private static Creation result(Future<Creation> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("Cannot probe: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while probing the store", e);
        }
    }
}
