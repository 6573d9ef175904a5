package dev.sitemend.builder.checkout;

/** The builder's own Git work failed: disk full, mirror damaged beyond repair. Says nothing about the content. */
public final class CheckoutException extends RuntimeException {
    public CheckoutException(String message) {
        super(message);
    }

    public CheckoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
