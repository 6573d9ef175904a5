package dev.sitemend.startup;

/** A service can not start until somebody acts. The message says what is wrong and what to do; it has no secrets. */
public final class CannotStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CannotStartException(String message) {
        super(message);
    }
}
