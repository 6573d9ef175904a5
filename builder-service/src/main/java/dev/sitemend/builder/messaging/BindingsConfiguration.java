package dev.sitemend.builder.messaging;

import dev.sitemend.builder.intake.Delivery;
import dev.sitemend.builder.intake.Hands;
import dev.sitemend.builder.intake.Intake;
import dev.sitemend.builder.log.LogListener;
import dev.sitemend.builder.record.Pulse;
import dev.sitemend.contracts.event.BuildEvent.BuildHeartbeat;
import dev.sitemend.contracts.event.RequestEvent.BuildRequested;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.messaging.Backoff;
import dev.sitemend.messaging.BindingValve;
import dev.sitemend.messaging.DeadLetters;
import dev.sitemend.messaging.EventMessages;
import dev.sitemend.messaging.EventPublisher;
import dev.sitemend.messaging.LongRunningBinding;
import dev.sitemend.messaging.LongRunningConsumer;
import dev.sitemend.messaging.MessagingConfiguration;
import dev.sitemend.messaging.OffsetTracker;
import dev.sitemend.messaging.Pauses;
import dev.sitemend.messaging.Received;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.messaging.Message;

/** Requests and heartbeats in, events and log lines out. */
@Configuration(proxyBeanMethods = false)
@Import(MessagingConfiguration.class)
class BindingsConfiguration {
    private static final String REQUESTS = "requests-in-0";

    @Bean
    OffsetTracker requestTracker(Clock clock, MeterRegistry meters) {
        OffsetTracker tracker = new OffsetTracker(clock);
        Gauge.builder("sitemend.builder.oldest.open", tracker, BindingsConfiguration::oldestSeconds)
                .description("Since when this builder has the oldest request that it has not finished")
                .baseUnit("seconds")
                .register(meters);
        return tracker;
    }

    private static double oldestSeconds(OffsetTracker tracker) {
        return tracker.oldestAges().values().stream()
                        .mapToLong(Duration::toMillis)
                        .max()
                        .orElse(0)
                / 1000.0;
    }

    @Bean
    Backpressure backpressure(
            Intake intake,
            BindingsLifecycleController bindings,
            @Value("${sitemend.builder.waiting-channels:1000}") int mostChannels) {
        return new Backpressure(intake, new BindingValve(bindings, REQUESTS), mostChannels);
    }

    @Bean
    LongRunningBinding requestsBinding(
            OffsetTracker requestTracker,
            Intake intake,
            ObjectProvider<Backpressure> backpressure,
            @Value("${spring.cloud.stream.bindings." + REQUESTS + ".group}") String group) {
        return new LongRunningBinding(REQUESTS, group, requestTracker, _ -> {
            intake.dropUnassigned();
            backpressure.getObject().look();
        });
    }

    @Bean
    Slots slots(Hands hands, Pulse pulse, Backpressure backpressure, MeterRegistry meters) {
        Gauge.builder("sitemend.builder.slots", hands, all -> all.slots().size())
                .description("How many builds this builder runs side by side at most")
                .register(meters);
        Gauge.builder("sitemend.builds.running", pulse, Pulse::builds)
                .description("Builds under way in this builder")
                .register(meters);
        return new Slots(hands.slots(), pulse, backpressure::look);
    }

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService poisonExecutor() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("poison-", 0).factory());
    }

    @Bean
    Consumer<Message<byte[]>> requests(
            OffsetTracker requestTracker,
            Intake intake,
            Slots slots,
            Backpressure backpressure,
            DeadLetters deadLetters,
            @Qualifier("poisonExecutor") ExecutorService executor,
            Backoff backoff,
            Pauses pauses) {
        LongRunningConsumer.Intake door = (event, record) -> {
            if (event.event() instanceof BuildRequested request) {
                intake.take(new Delivery(request, record));
                slots.ring();
                backpressure.look();
            } else {
                record.finish();
            }
        };
        return new LongRunningConsumer(requestTracker, door, deadLetters, executor, backoff, pauses);
    }

    /** Every builder hears all heartbeats: the binding has no group, and begins at the end of the topic. */
    @Bean
    Consumer<Message<byte[]>> heartbeats(Intake intake) {
        return message -> {
            if (EventMessages.decode(message) instanceof Received.Known known
                    && known.event() instanceof BuildHeartbeat heartbeat) {
                intake.heard(heartbeat);
            }
        };
    }

    @Bean
    LogChunks logChunks(EventPublisher eventPublisher) {
        return new LogChunks(eventPublisher);
    }

    @Bean
    BiFunction<SiteId, BuildNumber, LogListener> logListeners(LogChunks logChunks) {
        return logChunks::of;
    }

    @Bean
    EventPublisher meteredEvents(EventPublisher eventPublisher, MeterRegistry meters) {
        return new MeteredEvents(eventPublisher, meters);
    }
}
