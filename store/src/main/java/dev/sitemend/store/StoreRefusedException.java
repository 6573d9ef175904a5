package dev.sitemend.store;

/**
 * The store says no and will say so again until somebody acts: wrong credentials, no such bucket, no permission, or a
 * store that can not do what the pipeline rests on. The message says what to do.
 */
public final class StoreRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreRefusedException(String message) {
        super(message);
    }

    public StoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
