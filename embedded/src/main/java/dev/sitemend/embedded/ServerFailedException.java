package dev.sitemend.embedded;

/** An embedded server did not start, or gave up while it was running. Its data is left as it is. */
public final class ServerFailedException extends RuntimeException {
    ServerFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    ServerFailedException(String message) {
        super(message);
    }
}
