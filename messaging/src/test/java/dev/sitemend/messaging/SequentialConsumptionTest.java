package dev.sitemend.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.DeadLetterEvent.DeadLettered;
import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.SiteEvent.SiteChanged;
import dev.sitemend.contracts.id.SiteId;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(Broker.class)
final class SequentialConsumptionTest {
    private static final String[] BINDINGS = Stream.concat(
                    Stream.of(TestService.binding("sites", "sitemend.sites", "sequential")),
                    Stream.of(TestService.binding("letters", "sitemend.build-requests.dlt", "sequential-letters")))
            .toArray(String[]::new);

    private final List<Event> handled = new CopyOnWriteArrayList<>();
    private final List<Event> letters = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Test
    void whatFailsIsRetriedInPlaceAndPoisonGoesToTheDeadLettersInOneHop(Broker.Running broker) throws Exception {
        try (ConfigurableApplicationContext service = service(broker)) {
            EventPublisher events = service.getBean(EventPublisher.class);
            events.publish(changed(1), null);
            events.publish(changed(2), null);
            try (KafkaProducer<byte[], byte[]> producer = broker.producer()) {
                byte[] key = "docs".getBytes(UTF_8);
                producer.send(new ProducerRecord<>("sitemend.sites", key, "rubbish".getBytes(UTF_8)))
                        .get();
                producer.send(new ProducerRecord<>("sitemend.sites", key, null)).get();
            }
            events.publish(changed(3), null);

            await("all are handled, the failing one after three failures, in their order")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(handled).containsExactly(changed(1), changed(2), changed(3)));
            assertThat(failures).hasValue(3);
            await("the dead letter").atMost(Duration.ofSeconds(20)).until(() -> !letters.isEmpty());
            assertThat(letters).singleElement().isInstanceOfSatisfying(DeadLettered.class, letter -> {
                assertThat(letter.message()).isEqualTo("Cannot read the record: it has no ce_type header");
                assertThat(letter.payload()).isEqualTo(Base64.getEncoder().encodeToString("rubbish".getBytes(UTF_8)));
                assertThat(letter.originTopic()).isEqualTo("sitemend.sites");
                assertThat(letter.id().value())
                        .isEqualTo("sites-" + letter.originPartition() + "-" + letter.originOffset());
            });
        }

        int before = handled.size();
        try (ConfigurableApplicationContext again = service(broker)) {
            again.getBean(EventPublisher.class).publish(changed(4), null);

            await("only what is new is handled after a restart")
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(handled.subList(before, handled.size())).containsExactly(changed(4)));
        }
    }

    private ConfigurableApplicationContext service(Broker.Running broker) {
        return TestService.start(
                broker,
                beans -> {
                    beans.registerBean(
                            "sites",
                            SequentialConsumer.class,
                            () -> new SequentialConsumer(this::handle, beans.getBean(DeadLetters.class)));
                    beans.registerBean(
                            "letters",
                            SequentialConsumer.class,
                            () -> new SequentialConsumer((event, _) -> keep(event), beans.getBean(DeadLetters.class)));
                },
                BINDINGS);
    }

    /** Fails three times at the second event, with what Spring Kafka by default takes for not worth a retry. */
    private void handle(Event event, Origin origin) {
        if (event.equals(changed(2)) && failures.get() < 3) {
            failures.incrementAndGet();
            throw new ClassCastException("not now");
        }
        handled.add(event);
    }

    private void keep(Event event) {
        if (event instanceof DeadLettered letter && letter.originTopic().equals("sitemend.sites")) {
            letters.add(letter);
        }
    }

    private static SiteChanged changed(long seq) {
        return new SiteChanged(new SiteId("docs"), seq, false, TestEvents.NOON);
    }
}
