package dev.sitemend.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.event.Event;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

final class EventMessagesTest {
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String TOPIC = "sitemend.build-requests";

    private final Event request = TestEvents.aRequest("r1", "docs");

    @Test
    void whatIsEncodedIsDecoded() {
        assertThat(EventMessages.decode(received(TOPIC, encoded(TRACE))))
                .isEqualTo(new Received.Known(request, new Origin(TOPIC, 3, 17), TRACE));
    }

    @Test
    void headersMayComeAsBytes() {
        Message<byte[]> message = MessageBuilder.fromMessage(encoded(null))
                .setHeader(EventMessages.TYPE, "dev.sitemend.BuildRequested.v1".getBytes(UTF_8))
                .setHeader(EventMessages.TRACEPARENT, TRACE.getBytes(UTF_8))
                .build();

        assertThat(EventMessages.decode(received(TOPIC, message)))
                .isEqualTo(new Received.Known(request, new Origin(TOPIC, 3, 17), TRACE));
    }

    @Test
    void aTraceThatIsNoneIsLeftOut() {
        assertThat(EventMessages.decode(received(TOPIC, encoded("rubbish"))))
                .isEqualTo(new Received.Known(request, new Origin(TOPIC, 3, 17), null));
    }

    @Test
    void aRecordWithoutATypeIsPoison() {
        assertThat(reason(MessageBuilder.withPayload("hello".getBytes(UTF_8)).build()))
                .isEqualTo("Cannot read the record: it has no ce_type header");
    }

    @Test
    void anUnknownVersionIsPoison() {
        Message<byte[]> message = MessageBuilder.fromMessage(encoded(null))
                .setHeader(EventMessages.TYPE, "dev.sitemend.BuildRequested.v2")
                .build();

        assertThat(reason(message))
                .isEqualTo("Cannot read the record: this Sitemend does not know the type"
                        + " dev.sitemend.BuildRequested.v2");
    }

    @Test
    void anEventOnAnothersTopicIsPoison() {
        assertThat(EventMessages.decode(received("sitemend.builds", encoded(null))))
                .isInstanceOfSatisfying(
                        Received.Poison.class,
                        poison -> assertThat(poison.reason())
                                .isEqualTo("Cannot read the record: dev.sitemend.BuildRequested.v1 belongs on"
                                        + " sitemend.build-requests, not on sitemend.builds"));
    }

    @Test
    void aPayloadThatIsNotTheEventIsPoisonWithItsBytes() {
        byte[] payload = "{\"id\":\"r1\"}".getBytes(UTF_8);
        Message<byte[]> message = MessageBuilder.withPayload(payload)
                .setHeader(EventMessages.TYPE, "dev.sitemend.BuildRequested.v1")
                .build();

        assertThat(EventMessages.decode(received(TOPIC, message)))
                .isInstanceOfSatisfying(Received.Poison.class, poison -> {
                    assertThat(poison.reason()).isEqualTo("Cannot read the record: 'channel' is missing");
                    assertThat(poison.payload()).isEqualTo(payload);
                    assertThat(poison.origin()).hasToString("sitemend.build-requests-3@17");
                });
    }

    @Test
    void aRecordWithoutAValueIsATombstone() {
        assertThat(EventMessages.decode(received(
                        TOPIC, MessageBuilder.withPayload(KafkaNull.INSTANCE).build())))
                .isEqualTo(new Received.Tombstone(new Origin(TOPIC, 3, 17)));
    }

    private Message<byte[]> encoded(@org.jspecify.annotations.Nullable String trace) {
        return EventMessages.encode(request, trace, "/sitemend/test", TestEvents.NOON);
    }

    private static String reason(Message<byte[]> message) {
        return ((Received.Poison) EventMessages.decode(received(TOPIC, message))).reason();
    }

    private static <T> Message<T> received(String topic, Message<T> message) {
        return MessageBuilder.fromMessage(message)
                .setHeader(KafkaHeaders.RECEIVED_TOPIC, topic)
                .setHeader(KafkaHeaders.RECEIVED_PARTITION, 3)
                .setHeader(KafkaHeaders.OFFSET, 17L)
                .build();
    }
}
