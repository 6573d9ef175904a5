package dev.sitemend.messaging;

import dev.sitemend.messaging.trace.TraceSettings;
import dev.sitemend.messaging.trace.Traces;
import java.time.Clock;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.cloud.stream.binding.SubscribableChannelBindingTargetFactory;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.SubscribableChannel;

/**
 * Events for a service: import it, put {@code spring.config.import: classpath:sitemend-messaging.yml} into the
 * service's properties, and set {@code spring.application.name}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KafkaSettings.class, KafkaProperties.class, TraceSettings.class})
public class MessagingConfiguration {
    /** How to speak with Kafka beyond its address ({@code spring.kafka.*}) counts here as it does for the bindings. */
    @Bean(destroyMethod = "close")
    Admin adminClient(KafkaSettings settings, KafkaProperties kafkaProperties) {
        Map<String, Object> properties = kafkaProperties.buildAdminProperties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        return LazyAdmin.of(settings.bootstrapServers(), () -> Admin.create(properties));
    }

    @Bean(destroyMethod = "close")
    Traces traces(TraceSettings settings, @Value("${spring.application.name}") String service) {
        return settings.traces(service, RandomGenerator.getDefault());
    }

    @Bean
    Topics topics(Admin adminClient, KafkaSettings settings) {
        return new Topics(adminClient, settings);
    }

    @Bean
    TopicsAtStart topicsAtStart(Topics topics, KafkaSettings settings, KafkaProperties kafkaProperties) {
        Object protocol = kafkaProperties
                .buildAdminProperties()
                .getOrDefault(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, AdminClientConfig.DEFAULT_SECURITY_PROTOCOL);
        return new TopicsAtStart(
                topics,
                () -> BootstrapDiagnosis.of(settings.bootstrapServers(), protocol.toString()),
                new Backoff(RandomGenerator.getDefault()),
                Thread::sleep);
    }

    /** Static: it must be there before the beans that it is about, and needs nothing of this class. */
    @Bean
    static BindingsAfterTopics bindingsAfterTopics(BeanFactory beans) {
        return new BindingsAfterTopics(beans);
    }

    @Bean
    PartitionEnds partitionEnds(Admin adminClient) {
        return new AdminPartitionEnds(adminClient);
    }

    @Bean
    GroupLags groupLags(Admin adminClient, KafkaSettings settings, KafkaProperties kafkaProperties) {
        Map<String, Object> properties = withoutGroup(settings, kafkaProperties);
        // Of each partition one batch, however small the limit.
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        return new KafkaGroupLags(adminClient, () -> consumer(properties));
    }

    @Bean
    TopicHistory topicHistory(Admin adminClient, KafkaSettings settings, KafkaProperties kafkaProperties) {
        Map<String, Object> properties = withoutGroup(settings, kafkaProperties);
        return new KafkaTopicHistory(adminClient, () -> consumer(properties));
    }

    private static Map<String, Object> withoutGroup(KafkaSettings settings, KafkaProperties kafkaProperties) {
        Map<String, Object> properties = kafkaProperties.buildConsumerProperties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return properties;
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> properties) {
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Bean(StreamEventPublisher.BINDING)
    SubscribableChannel events(SubscribableChannelBindingTargetFactory channels) {
        return channels.createOutput(StreamEventPublisher.BINDING);
    }

    @Bean
    EventsOutput eventsOutput(@Qualifier(StreamEventPublisher.BINDING) SubscribableChannel events) {
        return new EventsOutput(events);
    }

    @Bean
    EventPublisher eventPublisher(StreamBridge stream, @Value("${spring.application.name}") String service) {
        return new StreamEventPublisher(stream, "/sitemend/" + service, Clock.systemUTC());
    }

    @Bean
    DeadLetters deadLetters(EventPublisher eventPublisher) {
        return new DeadLetters(eventPublisher, Clock.systemUTC());
    }

    @Bean
    ConsumerContainers consumerContainers(ObjectProvider<LongRunningBinding> longRunning) {
        return new ConsumerContainers(longRunning.orderedStream().toList());
    }

    @Bean
    RevocationFence revocationFence(ObjectProvider<LongRunningBinding> longRunning) {
        return new RevocationFence(longRunning.orderedStream().toList());
    }
}
