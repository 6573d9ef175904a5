package dev.sitemend.builder.messaging;

import dev.sitemend.builder.intake.Intake;
import dev.sitemend.messaging.BindingValve;

/**
 * Stops the flow of requests while too many channels wait. Channels, not records: ten thousand pushes to one branch are
 * one build, and must not stop the others.
 */
final class Backpressure {
    private final Intake intake;
    private final BindingValve valve;
    private final int most;
    private boolean closed;

    Backpressure(Intake intake, BindingValve valve, int most) {
        this.intake = intake;
        this.valve = valve;
        this.most = most;
    }

    /** Looks again. To be called when a channel was added, when a slot is free, and when partitions went away. */
    synchronized void look() {
        int waiting = intake.waitingChannels();
        if (!closed && waiting > most) {
            valve.close();
            closed = true;
        } else if (closed && waiting <= most / 2) {
            valve.open();
            closed = false;
        }
    }
}
