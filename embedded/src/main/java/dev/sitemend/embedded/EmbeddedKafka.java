package dev.sitemend.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker (KRaft, one node) in this process, on the loopback address, with its data in a directory. It can be
 * started again after {@link #stop()} and after a kill of the process, with the data and, in one object, on the port
 * that it had before. Safe for use by one thread at a time.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private final Path directory;
    private final AtomicReference<Optional<String>> failure = new AtomicReference<>(Optional.empty());
    private final Consumer<String> onFailure;
    private int port;
    private @Nullable Running running;

    /**
     * Describes a broker; nothing is started.
     *
     * @param directory where its data lives; created when missing
     * @param port 0 for any free one, which is then kept by this object
     * @param onFailure told once or more when the broker gives up while it runs; the process is not halted
     */
    public EmbeddedKafka(Path directory, int port, Consumer<String> onFailure) {
        this.directory = directory;
        this.port = port;
        this.onFailure = reason -> {
            failure.set(Optional.of(reason));
            onFailure.accept(reason);
        };
    }

    /** A running broker on any free port. */
    public static EmbeddedKafka startIn(Path directory) {
        EmbeddedKafka kafka = new EmbeddedKafka(directory, 0, _ -> {});
        kafka.start();
        return kafka;
    }

    /**
     * Returns when the broker answers. Does nothing when it runs already.
     *
     * @throws PortTakenException when somebody else listens on the port
     * @throws DirectoryInUseException when another broker works in the directory
     * @throws ServerFailedException when the broker refuses to start
     */
    public void start() {
        if (running != null) {
            return;
        }

        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            port = LoopbackPorts.claim("Kafka", port);
            running = new Running(startServer(), lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private KafkaRaftServer startServer() {
        Path logs = directory.resolve("log");
        Properties properties = BrokerSettings.of(logs, port, LoopbackPorts.claim("the Kafka controller", 0));
        failure.set(Optional.empty());
        BrokerExit.tell(onFailure);
        @Nullable KafkaRaftServer server = null;
        try {
            format(logs);
            server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
            server.startup();
            return server;
        } catch (Exception e) {
            BrokerExit.forget(onFailure);
            if (server != null) {
                server.shutdown();
            }

            throw new ServerFailedException("Cannot start Kafka in %s: %s".formatted(directory, e.getMessage()), e);
        }
    }

    /** Gives an empty directory its cluster id; one that has an id keeps it. */
    private static void format(Path logs) throws Exception {
        Files.createDirectories(logs);
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }

        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setDirectories(List.of(logs.toString()))
                .setMetadataLogDirectory(logs.toString())
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .setPrintStream(new java.io.PrintStream(
                        java.io.OutputStream.nullOutputStream(), false, java.nio.charset.StandardCharsets.UTF_8))
                .run();
    }

    /** Ends the broker in order; consumers and producers should be closed before. */
    public void stop() {
        Running server = running;
        if (server == null) {
            return;
        }

        running = null;
        BrokerExit.forget(onFailure);
        try (DirectoryLock _ = server.lock()) {
            server.server().shutdown();
            server.server().awaitShutdown();
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** What a client connects to, for instance {@code 127.0.0.1:9092}; known once started. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        if (port == 0) {
            throw new IllegalStateException("Cannot tell the port of Kafka: it was not started yet");
        }

        return port;
    }

    /** Why the broker gave up, if it did since it was started. */
    public Optional<String> failure() {
        return failure.get();
    }

    private record Running(KafkaRaftServer server, DirectoryLock lock) {}
}
