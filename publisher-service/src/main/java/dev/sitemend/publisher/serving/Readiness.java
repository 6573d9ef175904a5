package dev.sitemend.publisher.serving;

/** Whether this publisher knows what is live: from its disk or from the store. */
public final class Readiness {
    private volatile boolean ready;

    /** Says that it knows now. */
    public void achieved() {
        ready = true;
    }

    public boolean isReady() {
        return ready;
    }
}
