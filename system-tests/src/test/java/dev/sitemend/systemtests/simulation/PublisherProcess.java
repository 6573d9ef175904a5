package dev.sitemend.systemtests.simulation;

import dev.sitemend.messaging.trace.NoTraces;
import dev.sitemend.publisher.promotion.Announcements;
import dev.sitemend.publisher.promotion.LogWriter;
import dev.sitemend.publisher.promotion.Promoter;
import dev.sitemend.publisher.promotion.PublishingRules;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import java.util.SplittableRandom;

/** One publisher: the real promoter, reading builds and commands, and the real collector. */
final class PublisherProcess {
    private PublisherProcess() {}

    static void start(World world, ServiceProcess process) {
        Promoter ofBuilds = promoter(world);
        Promoter ofCommands = promoter(world);
        world.scheduler.spawn(
                process,
                "builds",
                () -> Readers.read(world, world.publishers, process, Readers.Commit.AFTER, ofBuilds::on));
        world.scheduler.spawn(
                process,
                "commands",
                () -> Readers.read(world, world.commanders, process, Readers.Commit.AFTER, ofCommands::on));
        CollectorActor.start(world, process);
    }

    private static Promoter promoter(World world) {
        ObjectStore store = world.storeOf();
        PublishingRules rules = LesserRules.of(world.omission);
        return new Promoter(
                new Sites(store),
                new Builds(store, world.signer),
                new LogWriter(new PublicationLog(store), world.scheduler.clock(), world::token),
                new Announcements(_ -> {}, world.topics.publisher(), world.scheduler.clock()),
                rules,
                new NoTraces(new SplittableRandom(1)),
                world.scheduler.clock());
    }
}
