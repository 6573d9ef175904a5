package dev.sitemend.messaging;

import java.time.Duration;

/** Waits. The wiring sleeps; a test or a simulation counts. */
@FunctionalInterface
public interface Pauses {
    void pause(Duration duration) throws InterruptedException;
}
