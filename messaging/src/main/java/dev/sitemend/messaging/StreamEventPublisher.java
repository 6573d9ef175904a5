package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import java.time.Clock;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.function.StreamOperations;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Sends through one output binding for all topics, so that a service has one producer. The binding sends synchronously:
 * otherwise a refused record is lost without a word.
 */
final class StreamEventPublisher implements EventPublisher {
    /** The topic of each event goes in a header, which the binding is told to follow. */
    static final String BINDING = "events";

    private final StreamOperations stream;
    private final String source;
    private final Clock clock;

    StreamEventPublisher(StreamOperations stream, String source, Clock clock) {
        this.stream = stream;
        this.source = source;
        this.clock = clock;
    }

    @Override
    public void publish(Event event, @Nullable String traceparent) {
        EventType type = EventType.of(event);
        Message<byte[]> message = MessageBuilder.fromMessage(
                        EventMessages.encode(event, traceparent, source, clock.instant()))
                .setHeader(KafkaHeaders.TOPIC, type.topic().topicName())
                .build();
        try {
            if (!stream.send(BINDING, message)) {
                throw new MessagingException(message, "the binding did not take it");
            }
        } catch (MessagingException e) {
            if (causes(e, RecordTooLargeException.class)) {
                throw new IllegalArgumentException(
                        "Cannot send " + type.cloudEventType() + " for " + event.key() + ": its "
                                + message.getPayload().length + " bytes are more than the broker takes",
                        e);
            }
            throw new EventsUnavailableException(
                    "Cannot send " + type.cloudEventType() + " for " + event.key() + " to "
                            + type.topic().topicName() + ": " + rootMessage(e),
                    e);
        }
    }

    private static boolean causes(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage();
    }
}
