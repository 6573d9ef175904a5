package dev.sitemend.store;

/** An object that something stored names is not there. Of a cache: a miss. */
public final class MissingObjectException extends UnreadableObjectException {
    private static final long serialVersionUID = 1L;

    public MissingObjectException(String message) {
        super(message);
    }

    public MissingObjectException(String message, Throwable cause) {
        super(message, cause);
    }
}
