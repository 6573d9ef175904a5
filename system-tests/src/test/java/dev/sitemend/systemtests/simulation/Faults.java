package dev.sitemend.systemtests.simulation;

/**
 * How probable trouble is at each call to the outside.
 *
 * @param slow the call takes up to some seconds
 * @param preempt another actor goes first
 * @param crash the process dies
 * @param unavailable the call fails, and nothing happened
 * @param lostAnswer the call fails, though it did what it should
 */
record Faults(double slow, double preempt, double crash, double unavailable, double lostAnswer) {
    static final Faults NONE = new Faults(0, 0.1, 0, 0, 0);
}
