package dev.sitemend.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.event.Event;
import dev.sitemend.contracts.event.SiteEvent.SiteChanged;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.embedded.EmbeddedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

final class StartWithoutKafkaTest {
    private final List<Event> handled = new CopyOnWriteArrayList<>();

    @Test
    void aServiceStartsAndItsBindingsFollowWhenKafkaIsThere(@TempDir Path directory) {
        SiteChanged event = new SiteChanged(new SiteId("docs"), 1, false, TestEvents.NOON);
        EmbeddedKafka kafka = EmbeddedKafka.startIn(directory);
        kafka.stop();
        try (ConfigurableApplicationContext service = TestService.start(
                new Broker.Running(kafka, directory),
                beans -> beans.registerBean(
                        "sites",
                        SequentialConsumer.class,
                        () -> new SequentialConsumer(
                                (known, _) -> handled.add(known), beans.getBean(DeadLetters.class))),
                TestService.binding("sites", "sitemend.sites", "late"))) {
            EventPublisher events = service.getBean(EventPublisher.class);
            assertThatThrownBy(() -> events.publish(event, null)).isInstanceOf(EventsUnavailableException.class);

            kafka.start();
            await("events go out")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreException(EventsUnavailableException.class)
                    .until(() -> {
                        events.publish(event, null);
                        return true;
                    });
            await("events come in")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(handled).contains(event));
        } finally {
            kafka.close();
        }
    }
}
