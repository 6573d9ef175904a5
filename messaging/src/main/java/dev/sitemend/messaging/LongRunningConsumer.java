package dev.sitemend.messaging;

import dev.sitemend.messaging.OffsetTracker.Tracked;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/**
 * A binding's function whose work outlives the call: it hands the record over and returns, and never throws. Whoever
 * took the record says {@link Tracked#finish} in the end. Goes with {@link LongRunningBinding}.
 */
public final class LongRunningConsumer implements Consumer<Message<byte[]>> {
    private static final Logger LOG = LoggerFactory.getLogger(LongRunningConsumer.class);

    private final OffsetTracker tracker;
    private final Intake intake;
    private final DeadLetters deadLetters;
    private final Executor executor;
    private final Backoff backoff;
    private final Pauses pauses;

    /**
     * Makes the function of one binding.
     *
     * @param executor runs what sends unreadable records to the dead letters, because the consumer must not wait for it
     */
    public LongRunningConsumer(
            OffsetTracker tracker,
            Intake intake,
            DeadLetters deadLetters,
            Executor executor,
            Backoff backoff,
            Pauses pauses) {
        this.tracker = tracker;
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.executor = executor;
        this.backoff = backoff;
        this.pauses = pauses;
    }

    /** Takes records over. Must neither block nor throw. */
    @FunctionalInterface
    public interface Intake {
        void take(Received.Known event, Tracked record);
    }

    @Override
    public void accept(Message<byte[]> message) {
        Received received = EventMessages.decode(message);
        Acknowledgment acknowledgment = Objects.requireNonNull(
                message.getHeaders().get(KafkaHeaders.ACKNOWLEDGMENT, Acknowledgment.class),
                "The container of a LongRunningBinding acknowledges by hand");
        Tracked tracked = tracker.track(received.origin(), acknowledgment::acknowledge);
        try {
            switch (received) {
                case Received.Known known -> intake.take(known, tracked);
                case Received.Poison poison -> executor.execute(() -> setAside(poison, tracked));
                case Received.Tombstone _ -> tracked.finish();
            }
        } catch (RuntimeException e) {
            // Thrown on, the container would go past the record. Left open, it pins the offset, where it can be seen,
            // and is handed over again with the next assignment.
            LOG.error("Cannot take {} over: a fault of Sitemend. It stays unacknowledged", received.origin(), e);
        }
    }

    private void setAside(Received.Poison poison, Tracked tracked) {
        for (int failures = 1; tracked.isAssigned(); failures++) {
            try {
                deadLetters.setAside(poison);
                tracked.finish();
                return;
            } catch (EventsUnavailableException e) {
                LOG.warn("Cannot set {} aside yet: {}", poison.origin(), e.getMessage());
            }

            try {
                pauses.pause(backoff.after(failures));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
