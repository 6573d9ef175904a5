package dev.sitemend.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** What a broker is told that serves one process on one machine: little memory, quick restarts, durable data. */
final class BrokerSettings {
    private static final int MEBIBYTE = 1024 * 1024;

    private BrokerSettings() {}

    static Properties of(Path logDirectory, int port, int controllerPort) {
        Properties properties = new Properties();
        addresses(properties, port, controllerPort);
        properties.put("log.dirs", logDirectory.toString());
        properties.put("auto.create.topics.enable", "false");
        singleReplica(properties);
        quickRestart(properties);
        smallFootprint(properties);
        return properties;
    }

    private static void addresses(Properties properties, int port, int controllerPort) {
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put(
                "listeners", "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort));
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:%d".formatted(port));
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("controller.quorum.voters", "1@127.0.0.1:%d".formatted(controllerPort));
    }

    private static void singleReplica(Properties properties) {
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "4");
        }

        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
    }

    /** With the defaults a broker that was killed idles 10 s after its restart, and its consumers 45 s. */
    private static void quickRestart(Properties properties) {
        properties.put("broker.session.timeout.ms", "2000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.consumer.session.timeout.ms", "6000");
        properties.put("group.consumer.min.session.timeout.ms", "6000");
        properties.put("group.consumer.heartbeat.interval.ms", "2000");
        properties.put("group.consumer.min.heartbeat.interval.ms", "1000");
    }

    private static void smallFootprint(Properties properties) {
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("num.recovery.threads.per.data.dir", "2");
        // The default of 128 MiB is allocated at start, and compaction here sees some thousand keys.
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 * MEBIBYTE));
        properties.put("log.cleaner.io.buffer.size", Integer.toString(MEBIBYTE / 2));
        properties.put("log.segment.bytes", Integer.toString(64 * MEBIBYTE));
        properties.put("log.index.size.max.bytes", Integer.toString(2 * MEBIBYTE));
        properties.put("offsets.topic.segment.bytes", Integer.toString(8 * MEBIBYTE));
    }
}
