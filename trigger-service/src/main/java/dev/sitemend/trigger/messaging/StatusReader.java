package dev.sitemend.trigger.messaging;

import dev.sitemend.contracts.event.BuildEvent;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.LogEvent.LogChunk;
import dev.sitemend.messaging.DeadLetters;
import dev.sitemend.messaging.EventMessages;
import dev.sitemend.messaging.Received;
import dev.sitemend.trigger.status.CatchUp;
import dev.sitemend.trigger.status.ReadModel;
import dev.sitemend.trigger.status.log.RunningLogs;
import org.springframework.messaging.Message;

/**
 * Hands each record to the read model, and lines to the running logs. What it throws makes the container hand the
 * record over again.
 */
final class StatusReader {
    private final ReadModel model;
    private final RunningLogs logs;
    private final DeadLetters deadLetters;
    private final CatchUp catchUp;

    StatusReader(ReadModel model, RunningLogs logs, DeadLetters deadLetters, CatchUp catchUp) {
        this.model = model;
        this.logs = logs;
        this.deadLetters = deadLetters;
        this.catchUp = catchUp;
    }

    void event(Message<byte[]> message) {
        Received received = EventMessages.decode(message);
        switch (received) {
            case Received.Known known -> {
                model.take(known.event(), known.origin());
                end(known.event());
            }
            case Received.Poison poison -> {
                // Its id follows from its place, so it is the same dead letter that other readers make of it.
                deadLetters.setAside(poison);
                model.pass(poison.origin());
            }
            case Received.Tombstone tombstone -> model.pass(tombstone.origin());
        }
        catchUp.taken(received.origin());
    }

    void lines(Message<byte[]> message) {
        switch (EventMessages.decode(message)) {
            case Received.Known known -> {
                if (known.event() instanceof LogChunk chunk) {
                    logs.append(chunk);
                }
            }
            case Received.Poison poison -> deadLetters.setAside(poison);
            case Received.Tombstone _ -> {
                // Says nothing.
            }
        }
    }

    /** Who follows the log of this build has not to wait until it looks again. */
    private void end(Event event) {
        switch (event) {
            case BuildEvent.BuildSucceeded e -> logs.ended(e.channel().site(), e.build());
            case BuildEvent.BuildFailed e -> logs.ended(e.channel().site(), e.build());
            case BuildEvent.BuildAbandoned e -> logs.ended(e.channel().site(), e.build());
            case BuildEvent.BranchVanished e -> logs.ended(e.channel().site(), e.build());
            default -> {
                // Ends no build.
            }
        }
    }
}
