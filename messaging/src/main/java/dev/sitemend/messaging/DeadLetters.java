package dev.sitemend.messaging;

import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.id.DeadLetterId;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;

/** Sets records aside that can not be read: one hop from any topic to the dead letters. */
public final class DeadLetters {
    /** Base64 makes 4 bytes of 3, and a record must stay under the broker's usual limit of 1 MiB. */
    private static final int LONGEST_PAYLOAD_BYTES = 512 * 1024;

    private final EventPublisher events;
    private final Clock clock;

    public DeadLetters(EventPublisher events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * Returns once the dead letter is durable. A record set aside twice makes two events with the same id.
     *
     * @throws EventsUnavailableException if the broker did not acknowledge in time
     */
    public void setAside(Received.Poison poison) {
        Origin origin = poison.origin();
        byte[] payload = poison.payload();
        String message = poison.reason();
        if (payload.length > LONGEST_PAYLOAD_BYTES) {
            message += " (its first " + LONGEST_PAYLOAD_BYTES + " of " + payload.length + " bytes are kept here)";
            payload = Arrays.copyOf(payload, LONGEST_PAYLOAD_BYTES);
        }

        events.publish(
                new DeadLettered(
                        id(origin),
                        null,
                        null,
                        Base64.getEncoder().encodeToString(payload),
                        null,
                        message,
                        null,
                        null,
                        null,
                        1,
                        origin.topic(),
                        origin.partition(),
                        origin.offset(),
                        clock.instant()),
                null);
    }

    /** {@code builds-3-8790} for offset 8790 of {@code sitemend.builds-3}. */
    private static DeadLetterId id(Origin origin) {
        String topic = Arrays.stream(Topic.values())
                .map(Topic::topicName)
                .filter(origin.topic()::equals)
                .findFirst()
                .map(name -> name.substring("sitemend.".length()))
                .orElse("unknown");
        return new DeadLetterId(topic + "-" + origin.partition() + "-" + origin.offset());
    }
}
