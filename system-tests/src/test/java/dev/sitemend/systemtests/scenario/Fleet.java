package dev.sitemend.systemtests.scenario;

import static org.awaitility.Awaitility.await;

import dev.sitemend.contracts.format.Generation;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.embedded.EmbeddedKafka;
import dev.sitemend.embedded.EmbeddedStore;
import dev.sitemend.publisher.PublisherApplication;
import dev.sitemend.store.Creation;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.Stores;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import dev.sitemend.store.tree.Trees;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A broker, a store, a publisher and several builders, all real, each with its own Spring context and disk, in this
 * process. There is no trigger: what is asked is asked by the tests.
 */
final class Fleet implements AutoCloseable {
    private static final String SECRET = "of tests, and of nothing else";
    private static final String GROUP = "sitemend-builder";
    private static final Duration LONGEST_REBALANCE = Duration.ofSeconds(60);
    private static final Instant REGISTERED = Instant.parse("2026-11-25T00:00:00Z");

    private final Path directory;
    private final EmbeddedKafka broker;
    private final EmbeddedStore store;
    private final ConfigurableApplicationContext publisher;
    private final List<FleetBuilder> builders = new ArrayList<>();
    private final ObjectStore objects;
    private int started;

    private Fleet(Path directory) {
        // Contexts that start one after the other must not each set up the logging of the process.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        this.directory = directory;
        broker = EmbeddedKafka.startIn(directory.resolve("kafka"));
        store = EmbeddedStore.startIn(directory.resolve("store"));
        objects = Stores.open(storeSettings(), new SimpleMeterRegistry());
        publisher = PublisherApplication.application()
                .registerShutdownHook(false)
                .run(arguments("publisher", "--server.port=0"));
    }

    static Fleet startIn(Path directory, int builders) {
        Fleet fleet = new Fleet(directory);
        for (int i = 0; i < builders; i++) {
            fleet.add();
        }
        fleet.awaitShares();
        return fleet;
    }

    /** One more builder, on a disk of its own. */
    FleetBuilder add() {
        started++;
        FleetBuilder builder = FleetBuilder.start(arguments("builder-" + started));
        builders.add(builder);
        return builder;
    }

    List<FleetBuilder> builders() {
        return List.copyOf(builders);
    }

    /** Ends a builder in order, as a new version of it would. */
    void remove(FleetBuilder builder) {
        builders.removeIf(other -> other == builder);
        builder.close();
    }

    /** From now on this one alone reads requests. */
    void giveTurn(FleetBuilder builder) {
        builders.stream().filter(other -> other != builder).forEach(FleetBuilder::rest);
        builder.work();
    }

    /** Waits until each builder has its share of the partitions. */
    void awaitShares() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            await("each builder has its share of the partitions")
                    .atMost(LONGEST_REBALANCE)
                    .ignoreExceptions()
                    .until(() -> haveShares(describe(admin)));
        }
    }

    private boolean haveShares(ConsumerGroupDescription group) {
        return group.members().size() == builders.size()
                && group.members().stream()
                        .noneMatch(
                                member -> member.assignment().topicPartitions().isEmpty());
    }

    private static ConsumerGroupDescription describe(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(GROUP))
                .all()
                .get()
                .values()
                .iterator()
                .next();
    }

    /** Registers a site whose Git is a folder of this machine. */
    ChannelId addSite(String name, Path repository) {
        SiteSettings settings = settings(name, 1, repository, false);
        if (!(sites().append(settings) instanceof Creation.Won)) {
            throw new IllegalStateException("There is a site " + name + " already");
        }

        return settings.production();
    }

    void removeSite(ChannelId channel, Path repository) {
        sites().append(settings(channel.site().value(), 2, repository, true));
    }

    private static SiteSettings settings(String name, long seq, Path repository, boolean removed) {
        return new SiteSettings(
                new SiteId(name),
                seq,
                repository.toUri().toString(),
                new BranchName("main"),
                List.of(),
                List.of(),
                null,
                false,
                SiteSettings.Visibility.PUBLIC,
                Map.of(),
                null,
                removed,
                REGISTERED,
                "ada",
                new WriterToken("settings-" + name + "-" + seq));
    }

    Requests requests() {
        return new Requests(broker.bootstrapServers());
    }

    /** What the publication log says went live, in its order. */
    List<Generation.Promoted> promoted(ChannelId channel) {
        return new PublicationLog(objects)
                .read(channel).entries().stream()
                        .map(Generation::entry)
                        .filter(Generation.Promoted.class::isInstance)
                        .map(Generation.Promoted.class::cast)
                        .toList();
    }

    Builds builds() {
        return new Builds(objects, new DocumentSigner(SECRET.getBytes(StandardCharsets.UTF_8)));
    }

    Trees trees() {
        return new Trees(objects, directory.resolve("trees"));
    }

    private Sites sites() {
        return new Sites(objects);
    }

    private StoreSettings storeSettings() {
        return new StoreSettings(
                store.endpoint().toString(),
                store.bucket(),
                store.credentials().accessKey(),
                store.credentials().secretKey());
    }

    private String[] arguments(String name, String... more) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("sitemend.kafka.bootstrap-servers", broker.bootstrapServers());
        properties.put("sitemend.store.endpoint", store.endpoint().toString());
        properties.put("sitemend.store.bucket", store.bucket());
        properties.put("sitemend.store.access-key", store.credentials().accessKey());
        properties.put("sitemend.store.secret-key", store.credentials().secretKey());
        properties.put("sitemend.secret", SECRET);
        properties.put("sitemend.data", directory.resolve(name).toString());
        properties.put("management.server.port", "-1");
        List<String> arguments = new ArrayList<>(List.of(more));
        properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        return arguments.toArray(String[]::new);
    }

    @Override
    public void close() {
        try (broker;
                store;
                publisher) {
            builders().forEach(this::remove);
        }
    }
}
