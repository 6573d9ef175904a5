package dev.sitemend.systemtests.simulation;

/** The process of this actor is dead: nothing of it runs any more. An error, so that nobody handles it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process died", null, false, false);
    }
}
