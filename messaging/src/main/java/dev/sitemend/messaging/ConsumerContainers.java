package dev.sitemend.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.core.NestedRuntimeException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * The delivery policy of every consumer, in one place. The binder's own retries and dead letters stay off: both commit
 * past records that are not finished.
 */
final class ConsumerContainers implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> {
    /** Acknowledgements are committed between two polls: the default of 5 s would delay them by as much. */
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerContainers.class);

    private final List<LongRunningBinding> longRunning;

    ConsumerContainers(List<LongRunningBinding> longRunning) {
        this.longRunning = longRunning;
    }

    @Override
    public void configure(AbstractMessageListenerContainer<?, ?> container, String destination, String group) {
        container.getContainerProperties().setPollTimeout(POLL_TIMEOUT.toMillis());
        if (longRunning.stream().anyMatch(binding -> binding.group().equals(group))) {
            acknowledgeByHand(container);
        } else {
            retryInPlace(container);
        }
    }

    /** Not {@code asyncAcks}, which pauses while one is missing; not {@code MANUAL_IMMEDIATE}, 15 times slower. */
    private static void acknowledgeByHand(AbstractMessageListenerContainer<?, ?> container) {
        // The function never throws. Should it do so all the same, the record stays unacknowledged.
        DefaultErrorHandler net = new DefaultErrorHandler(new FixedBackOff(0, 0));
        net.setAckAfterHandle(false);
        container.setCommonErrorHandler(net);
        container.getContainerProperties().setAckMode(ContainerProperties.AckMode.MANUAL);
    }

    private static void retryInPlace(AbstractMessageListenerContainer<?, ?> container) {
        // The longest pause stays far below max.poll.interval.ms, 5 min: the consumer keeps its partitions meanwhile.
        ExponentialBackOff backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(Duration.ofSeconds(10).toMillis());
        backOff.setJitter(100);
        DefaultErrorHandler forEver = new DefaultErrorHandler(backOff);
        forEver.setClassifications(Map.of(), true); // By default some exceptions are not worth a retry, and skip.
        forEver.setResetStateOnExceptionChange(false);
        forEver.setLogLevel(KafkaException.Level.DEBUG); // Said below, in one line.
        forEver.setRetryListeners(ConsumerContainers::sayWhatFails);
        container.setCommonErrorHandler(forEver);
        container.getContainerProperties().setAckMode(ContainerProperties.AckMode.RECORD);
    }

    private static void sayWhatFails(ConsumerRecord<?, ?> record, @Nullable Exception thrown, int attempt) {
        @Nullable Throwable cause = thrown;
        while (cause instanceof NestedRuntimeException && cause.getCause() != null) {
            cause = cause.getCause();
        }

        Origin origin = new Origin(record.topic(), record.partition(), record.offset());
        // The stack trace once: after that, only that it goes on.
        LOG.atWarn()
                .setCause(attempt == 1 ? cause : null)
                .log("Cannot handle {} yet, attempt {}; trying again: {}", origin, attempt, String.valueOf(cause));
    }
}
