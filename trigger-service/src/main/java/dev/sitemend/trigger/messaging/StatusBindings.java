package dev.sitemend.trigger.messaging;

import dev.sitemend.contracts.event.Topic;
import dev.sitemend.messaging.DeadLetters;
import dev.sitemend.trigger.status.CatchUp;
import dev.sitemend.trigger.status.Reachability;
import dev.sitemend.trigger.status.ReadModel;
import dev.sitemend.trigger.status.ReadModelDatabase;
import dev.sitemend.trigger.status.StatusTasks;
import dev.sitemend.trigger.status.log.RunningLogs;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.cloud.stream.config.BindingProperties;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.messaging.Message;

/** The read model's bindings: {@code status} for what happened, {@code buildLogs} for what running builds print. */
@Configuration(proxyBeanMethods = false)
class StatusBindings {
    private static final int ADMIN_SECONDS = 10;
    private static final int PROBE_SECONDS = 3;

    @Bean
    StatusReader statusReader(ReadModel model, RunningLogs logs, DeadLetters deadLetters, CatchUp catchUp) {
        return new StatusReader(model, logs, deadLetters, catchUp);
    }

    @Bean
    Consumer<Message<byte[]>> status(StatusReader reader) {
        return reader::event;
    }

    @Bean
    Consumer<Message<byte[]>> buildLogs(StatusReader reader) {
        return reader::lines;
    }

    /** Primary: the binder takes one listener only, and no other binding of this service needs one. */
    @Bean
    @Primary
    KafkaBindingRebalanceListener storedOffsets(ReadModel model, CatchUp catchUp, StatusTasks tasks, Admin kafkaAdmin) {
        return new StoredOffsets(model, catchUp, tasks, () -> clusterId(kafkaAdmin, ADMIN_SECONDS));
    }

    /** The group belongs to the database, and is known only once that is open: before any binding starts. */
    @Bean
    SmartInitializingSingleton statusGroup(BindingServiceProperties bindings, ReadModelDatabase database) {
        return () -> {
            BindingProperties events = bindings.getBindingProperties(StoredOffsets.EVENTS);
            events.setDestination(String.join(",", StatusTopics.NAMES));
            events.setGroup(database.group());
            events.getConsumer().setMultiplex(true);
            BindingProperties lines = bindings.getBindingProperties(StoredOffsets.LINES);
            lines.setDestination(Topic.BUILD_LOGS.topicName());
            lines.setGroup(database.group() + "-lines");
        };
    }

    @Bean
    Reachability kafkaReachability(Admin kafkaAdmin) {
        return () -> {
            try {
                return !clusterId(kafkaAdmin, PROBE_SECONDS).isEmpty();
            } catch (IllegalStateException _) {
                return false;
            }
        };
    }

    private static String clusterId(Admin admin, int seconds) {
        try {
            return admin.describeCluster().clusterId().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Cannot ask Kafka for its cluster's id: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking Kafka for its cluster's id", e);
        }
    }
}
