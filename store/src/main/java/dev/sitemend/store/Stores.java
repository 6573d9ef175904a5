package dev.sitemend.store;

import io.micrometer.core.instrument.MeterRegistry;

/** Opens object stores. */
public final class Stores {
    private Stores() {}

    /**
     * Opens an S3 store, creates its bucket if need be, and proves that it can do what the pipeline rests on.
     *
     * @throws StoreRefusedException if it can not, or the credentials are wrong, or there is no such bucket
     * @throws StoreUnavailableException if it does not answer
     */
    public static ObjectStore open(StoreSettings settings, MeterRegistry meters) {
        return openProven(settings, meters);
    }

    /** Opens an S3 store of which another part of this process has the proof already. Asks the store nothing. */
    public static ObjectStore openProven(StoreSettings settings, MeterRegistry meters) {
        if (settings.endpoint().isEmpty()) {
            throw new StoreRefusedException("Cannot open a store: sitemend.store.endpoint is empty");
        }
        throw new UnsupportedOperationException("open " + settings + meters);
    }
}
