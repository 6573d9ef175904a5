package dev.sitemend.builder.sandbox;

/**
 * Builds cannot be confined on this machine, and nobody allowed them to run unconfined. The message says what to do.
 */
public final class SandboxUnavailableException extends RuntimeException {
    public SandboxUnavailableException(String message) {
        super(message);
    }
}
