package dev.sitemend.systemtests.simulation;

import java.time.Instant;

/** A process of the operating system: several actors that die, and stand still, together. */
final class ServiceProcess {
    private final String name;
    private boolean dead;
    private boolean everStalled;
    private Instant stalledUntil = Instant.MIN;

    ServiceProcess(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    boolean isDead() {
        return dead;
    }

    /** As {@code kill -9} does. */
    void kill() {
        dead = true;
    }

    /** A long pause for collecting garbage, a frozen machine: what the others take for death. */
    void stall(Instant until) {
        stalledUntil = until;
        everStalled = true;
    }

    boolean wasEverStalled() {
        return everStalled;
    }

    Instant stalledUntil() {
        return stalledUntil;
    }

    @Override
    public String toString() {
        return name;
    }
}
