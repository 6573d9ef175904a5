package dev.sitemend.messaging;

import dev.sitemend.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** One broker for all tests of the module, handed to whoever asks for it by parameter. */
final class Broker implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Broker.class))
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class);
    }

    record Running(EmbeddedKafka kafka, Path directory) implements AutoCloseable {
        static Running start() {
            try {
                Path directory = Files.createTempDirectory("broker");
                return new Running(EmbeddedKafka.startIn(directory), directory);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        String address() {
            return kafka.bootstrapServers();
        }

        Admin admin() {
            return Admin.create(Map.of("bootstrap.servers", address()));
        }

        KafkaProducer<byte[], byte[]> producer() {
            Properties properties = new Properties();
            properties.put("bootstrap.servers", address());
            return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }

        KafkaConsumer<byte[], byte[]> consumer() {
            Properties properties = new Properties();
            properties.put("bootstrap.servers", address());
            properties.put("auto.offset.reset", "earliest");
            return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        @Override
        public void close() throws IOException {
            kafka.close();
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
