package dev.sitemend.systemtests.simulation;

/** An invariant does not hold. An error, so that no driver handles it. */
final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    Violation(String message) {
        super(message);
    }
}
