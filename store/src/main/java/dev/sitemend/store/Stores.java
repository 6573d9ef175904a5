package dev.sitemend.store;

import dev.sitemend.store.metered.MeteredObjectStore;
import dev.sitemend.store.probing.StoreProbe;
import dev.sitemend.store.retrying.RetryingObjectStore;
import dev.sitemend.store.s3.S3ObjectStore;
import dev.sitemend.store.verifying.VerifyingObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Opens object stores. */
public final class Stores {
    // Services that share a process share the proof: it costs about a hundred requests.
    private static final Map<StoreSettings, Boolean> PROVEN = new ConcurrentHashMap<>();

    private Stores() {}

    /**
     * Opens an S3 store. At the first time in this process its bucket is created if need be, and it has to prove that
     * it can do what the pipeline rests on.
     *
     * @throws StoreRefusedException if it can not, or the credentials are wrong, or there is no such bucket
     * @throws StoreUnavailableException if it does not answer
     */
    public static ObjectStore open(StoreSettings settings, MeterRegistry meters) {
        S3ObjectStore s3 = S3ObjectStore.at(settings);
        PROVEN.computeIfAbsent(settings, _ -> {
            s3.ensureBucket();
            new StoreProbe(s3, settings.toString(), () -> UUID.randomUUID().toString()).run();
            return true;
        });
        return decorated(s3, meters);
    }

    /** Opens an S3 store of which another part of this process has the proof already. Asks the store nothing. */
    public static ObjectStore openProven(StoreSettings settings, MeterRegistry meters) {
        return decorated(S3ObjectStore.at(settings), meters);
    }

    /**
     * From the inside out: each request is counted, so meters stand next to the store; what came is checked before it
     * is trusted; and what turned out torn is asked for again, so retries stand outside of both.
     */
    private static ObjectStore decorated(ObjectStore s3, MeterRegistry meters) {
        ObjectStore verified = new VerifyingObjectStore(new MeteredObjectStore(s3, meters));
        return new RetryingObjectStore(verified, Thread::sleep, new Random());
    }
}
