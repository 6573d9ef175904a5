package dev.sitemend.store;

import dev.sitemend.store.metered.MeteredObjectStore;
import dev.sitemend.store.probing.ClockSkew;
import dev.sitemend.store.probing.ProvingObjectStore;
import dev.sitemend.store.probing.StoreProbe;
import dev.sitemend.store.retrying.RetryingObjectStore;
import dev.sitemend.store.s3.S3ObjectStore;
import dev.sitemend.store.verifying.VerifyingObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens object stores. */
public final class Stores {
    private static final Logger LOG = LoggerFactory.getLogger(Stores.class);

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
        prove(s3, settings);
        return decorated(s3, meters);
    }

    /**
     * The same, but a store that does not answer is opened all the same: nobody gets to it before it has proven itself,
     * and that its clock and ours agree.
     *
     * @throws StoreRefusedException as above, or for its clock, if it answers now
     */
    public static ProvingObjectStore openWhenProven(StoreSettings settings, MeterRegistry meters, Clock clock) {
        S3ObjectStore s3 = S3ObjectStore.at(settings);
        ProvingObjectStore proving = new ProvingObjectStore(decorated(s3, meters), () -> {
            compareClocks(s3, settings, clock);
            prove(s3, settings);
        });
        if (proving.prove() instanceof ProvingObjectStore.Waiting(StoreRefusedException refused)) {
            throw refused;
        }
        return proving;
    }

    /**
     * How far the store's clock and ours are apart, if that is notable.
     *
     * @throws StoreRefusedException if it is too much
     * @throws StoreUnavailableException if the store does not answer
     */
    public static Optional<Duration> clockSkew(StoreSettings settings, Clock clock) {
        return clockSkew(S3ObjectStore.at(settings), settings, clock);
    }

    private static Optional<Duration> clockSkew(S3ObjectStore s3, StoreSettings settings, Clock clock) {
        return s3.clock().flatMap(theirs -> ClockSkew.check(settings.toString(), clock.instant(), theirs));
    }

    private static void compareClocks(S3ObjectStore s3, StoreSettings settings, Clock clock) {
        clockSkew(s3, settings, clock)
                .ifPresent(skew -> LOG.warn(
                        "The clock of {} and ours are {} s apart: set them by NTP", settings, skew.toSeconds()));
    }

    private static void prove(S3ObjectStore s3, StoreSettings settings) {
        PROVEN.computeIfAbsent(settings, _ -> {
            s3.ensureBucket();
            new StoreProbe(s3, settings.toString(), () -> UUID.randomUUID().toString()).run();
            return true;
        });
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
