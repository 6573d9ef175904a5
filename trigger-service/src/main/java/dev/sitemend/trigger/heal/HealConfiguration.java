package dev.sitemend.trigger.heal;

import dev.sitemend.contracts.event.DeadLetterEvent;
import dev.sitemend.messaging.DeadLetters;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.EventsUnavailableException;
import dev.sitemend.messaging.SequentialConsumer;
import dev.sitemend.trigger.request.BuildRequests;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HealSettings.class)
class HealConfiguration {
    @Bean
    Healer healer(
            BuildRequests requests, EventPublisher events, Clock clock, HealSettings settings, MeterRegistry meters) {
        return new Healer(requests, events, clock, Thread::sleep, settings, new HealMetrics(meters));
    }

    @Bean
    Consumer<Message<byte[]>> heal(Healer healer, DeadLetters deadLetters) {
        return new SequentialConsumer(
                (event, _) -> {
                    if (event instanceof DeadLetterEvent letter) {
                        on(healer, letter);
                    }
                },
                deadLetters);
    }

    private static void on(Healer healer, DeadLetterEvent letter) {
        try {
            healer.on(letter);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventsUnavailableException("Stopped while dead letter " + letter.id() + " waited", e);
        }
    }
}
