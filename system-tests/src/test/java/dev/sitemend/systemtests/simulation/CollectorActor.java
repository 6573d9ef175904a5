package dev.sitemend.systemtests.simulation;

import dev.sitemend.contracts.id.BuilderId;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.collection.CollectionAnnouncements;
import dev.sitemend.store.collection.Collector;
import dev.sitemend.store.collection.Leftovers;
import dev.sitemend.store.collection.StoreClock;
import dev.sitemend.store.collection.Terms;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.retention.RetentionPolicy;
import dev.sitemend.store.retention.RetentionPolicy.Window;
import dev.sitemend.store.site.Sites;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;

/** The real collector of one publisher, who keeps as little as anybody may: what may go, goes at once. */
final class CollectorActor {
    /** Two builds of the site and one of each preview stay, and nothing for being young. */
    static final RetentionPolicy POLICY = new RetentionPolicy(
            new Window(2, Duration.ZERO), new Window(1, Duration.ZERO), Duration.ZERO, Duration.ofHours(1));

    /** A build takes at most a minute and a half, and stands still for at most a minute more. */
    private static final Terms TERMS = new Terms(POLICY, Duration.ofSeconds(1), Duration.ofMinutes(10), 50);

    private final World world;
    private final StoreClock clock;
    private final Collector collector;
    private final Leftovers leftovers;
    private int done;

    private CollectorActor(World world, ServiceProcess process) {
        ObjectStore store = world.storeOf();
        this.world = world;
        this.done = world.collections();
        this.clock = new StoreClock(store, () -> world.token().value());
        CollectionAnnouncements announcements =
                new CollectionAnnouncements(world.topics.publisher()::publish, new SimpleMeterRegistry());
        this.leftovers = new Leftovers(store, TERMS, announcements);
        this.collector = new Collector(
                new Collector.Shelves(
                        store, new Sites(store), new Builds(store, world.signer), new PublicationLog(store)),
                new Collector.Self(new BuilderId(process.name()), world.scheduler.clock(), world::token),
                TERMS,
                announcements,
                world.collectionRules());
    }

    static void start(World world, ServiceProcess process) {
        CollectorActor actor = new CollectorActor(world, process);
        world.scheduler.spawn(process, "collector", actor::collectWheneverAsked);
    }

    private void collectWheneverAsked() {
        while (true) {
            world.scheduler.waitFor(() -> world.collections() > done);
            int asked = world.collections();
            try {
                Instant now = clock.now();
                boolean complete = collector.collect(World.SITE, now).isComplete();
                leftovers.collect(now);
                done = complete ? asked : done;
            } catch (StoreUnavailableException e) {
                world.scheduler.say("cannot collect: " + e.getMessage());
                world.scheduler.pause(Duration.ofSeconds(2));
            }
        }
    }
}
