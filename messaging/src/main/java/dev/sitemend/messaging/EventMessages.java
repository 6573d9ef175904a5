package dev.sitemend.messaging;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.EventType;
import dev.sitemend.contracts.json.EventJson;
import dev.sitemend.contracts.json.MalformedDocumentException;
import dev.sitemend.messaging.trace.Traceparent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Events as messages: CloudEvents 1.0 in binary mode, that is, the JSON payload in the value and everything about it in
 * {@code ce_} headers, with the W3C trace context in {@code traceparent}.
 */
public final class EventMessages {
    static final String SPEC_VERSION = "ce_specversion";
    static final String ID = "ce_id";
    static final String TYPE = "ce_type";
    static final String SOURCE = "ce_source";
    static final String TIME = "ce_time";
    static final String SUBJECT = "ce_subject";
    static final String CONTENT_TYPE = "content-type";
    static final String TRACEPARENT = "traceparent";

    private EventMessages() {}

    /**
     * Reads what a binding handed over. Never throws: what can not be read is {@link Received.Poison}.
     *
     * @param message with the received topic, partition and offset that the Kafka binder sets
     */
    public static Received decode(Message<?> message) {
        Origin origin = origin(message.getHeaders());
        if (!(message.getPayload() instanceof byte[] payload)) {
            return new Received.Tombstone(origin); // Spring's KafkaNull stands for a record without a value.
        }

        String typeName = header(message.getHeaders(), TYPE);
        if (typeName == null) {
            return new Received.Poison("Cannot read the record: it has no " + TYPE + " header", payload, origin);
        }

        Optional<EventType> type = EventType.named(typeName);
        if (type.isEmpty()) {
            return new Received.Poison(
                    "Cannot read the record: this Sitemend does not know the type " + typeName, payload, origin);
        }
        if (!type.get().topic().topicName().equals(origin.topic())) {
            return new Received.Poison(
                    "Cannot read the record: " + typeName + " belongs on "
                            + type.get().topic().topicName() + ", not on " + origin.topic(),
                    payload,
                    origin);
        }

        try {
            return new Received.Known(EventJson.read(type.get(), payload), origin, traceparent(message.getHeaders()));
        } catch (MalformedDocumentException e) {
            return new Received.Poison("Cannot read the record: " + e.getMessage(), payload, origin);
        }
    }

    /**
     * Writes the message for an event. Equal events of equal sources get the same {@code ce_id}, so that a reader may
     * tell a double.
     */
    static Message<byte[]> encode(Event event, @Nullable String traceparent, String source, Instant time) {
        byte[] payload = EventJson.write(event);
        String type = EventType.of(event).cloudEventType();
        MessageBuilder<byte[]> message = MessageBuilder.withPayload(payload)
                .setHeader(KafkaHeaders.KEY, event.key().getBytes(StandardCharsets.UTF_8))
                .setHeader(SPEC_VERSION, "1.0")
                .setHeader(ID, id(type, payload))
                .setHeader(TYPE, type)
                .setHeader(SOURCE, source)
                .setHeader(TIME, time.toString())
                .setHeader(SUBJECT, event.key())
                .setHeader(CONTENT_TYPE, "application/json");
        if (traceparent != null) {
            message.setHeader(TRACEPARENT, traceparent);
        }
        return message.build();
    }

    private static Origin origin(MessageHeaders headers) {
        return new Origin(
                required(headers, KafkaHeaders.RECEIVED_TOPIC, String.class),
                required(headers, KafkaHeaders.RECEIVED_PARTITION, Integer.class),
                required(headers, KafkaHeaders.OFFSET, Long.class));
    }

    private static <T> T required(MessageHeaders headers, String name, Class<T> type) {
        return Objects.requireNonNull(headers.get(name, type), () -> "The Kafka binder sets " + name);
    }

    private static @Nullable String traceparent(MessageHeaders headers) {
        String value = header(headers, TRACEPARENT);
        return Traceparent.of(value).isPresent() ? value : null;
    }

    /** Headers come as text from our own producers, and as bytes from anybody else's. */
    private static @Nullable String header(MessageHeaders headers, String name) {
        return switch (headers.get(name)) {
            case null -> null;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case Object other -> other.toString();
        };
    }

    private static String id(String type, byte[] payload) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(type.getBytes(StandardCharsets.UTF_8));
            // Half of the digest: 128 bits, as many as a UUID has.
            return HexFormat.of().formatHex(sha256.digest(payload), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
