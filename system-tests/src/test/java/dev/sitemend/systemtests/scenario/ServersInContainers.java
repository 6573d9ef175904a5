package dev.sitemend.systemtests.scenario;

import dev.sitemend.store.StoreSettings;
import dev.sitemend.storetestkit.Containers;
import dev.sitemend.storetestkit.StoreContainer;
import dev.sitemend.storetestkit.StoreServer;
import java.util.List;
import java.util.Map;
import org.testcontainers.kafka.KafkaContainer;

/** A Kafka and a store, each in a container: they live on when Sitemend dies. */
final class ServersInContainers implements Servers {
    private static final String KAFKA_IMAGE = "apache/kafka:4.1.2";

    private final KafkaContainer kafka;
    private final StoreContainer store;

    private ServersInContainers(KafkaContainer kafka, StoreContainer store) {
        this.kafka = kafka;
        this.store = store;
    }

    static void require(StoreServer server) {
        Containers.require(KAFKA_IMAGE);
        Containers.require(server.image());
    }

    static ServersInContainers start(StoreServer server) {
        require(server);
        ServersInContainers servers = new ServersInContainers(
                Containers.ofThisRun(new KafkaContainer(KAFKA_IMAGE)), new StoreContainer(server));
        servers.start();
        return servers;
    }

    private void start() {
        // As docs/configuration.md advises: what a killed builder had in hand is soon another's.
        kafka.withEnv(Map.of(
                "KAFKA_GROUP_CONSUMER_SESSION_TIMEOUT_MS", "6000",
                "KAFKA_GROUP_CONSUMER_MIN_SESSION_TIMEOUT_MS", "6000",
                "KAFKA_GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS", "2000",
                "KAFKA_GROUP_CONSUMER_MIN_HEARTBEAT_INTERVAL_MS", "1000",
                "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0",
                "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"));
        kafka.start();
        store.start();
    }

    @Override
    public List<String> arguments() {
        return List.of(
                "--kafka",
                kafka.getBootstrapServers(),
                "--store",
                store.settings().endpoint());
    }

    @Override
    public Map<String, String> environment() {
        return Map.of(
                "SITEMEND_STORE_BUCKET", store.settings().bucket(),
                "SITEMEND_STORE_ACCESS_KEY", store.settings().accessKey(),
                "SITEMEND_STORE_SECRET_KEY", store.settings().secretKey());
    }

    @Override
    public StoreSettings store(Sitemend sitemend) {
        return store.settings();
    }

    @Override
    public void close() {
        store.close();
        kafka.stop();
    }
}
