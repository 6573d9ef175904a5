package dev.sitemend.store;

/**
 * The store did not answer, or answered that it can not now. Trying again may help; a write may have happened all the
 * same.
 */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message) {
        super(message);
    }

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
