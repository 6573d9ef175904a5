package dev.sitemend.systemtests.simulation;

import dev.sitemend.builder.record.Rules;
import dev.sitemend.contracts.event.Topic;
import dev.sitemend.contracts.format.SiteSettings;
import dev.sitemend.contracts.format.SiteSettings.Visibility;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.collection.CollectionRules;
import dev.sitemend.store.site.Sites;
import dev.sitemend.store.tree.Trees;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What all processes share. */
final class World {
    static final SiteId SITE = new SiteId("site");

    final Scheduler scheduler;
    final Omission omission;
    final Path disk;
    final DocumentSigner signer = new DocumentSigner("the simulation's secret".getBytes(StandardCharsets.UTF_8));
    final ObjectStore shared;
    final Topics topics;
    final GitHost git = new GitHost();
    final Group builders;
    final Group publishers;
    final Group commanders;
    final Group healers;
    final Invariants invariants;
    final boolean hosted;
    private int tokens;
    private int collections;

    World(Scheduler scheduler, Omission omission, Path disk) {
        this.scheduler = scheduler;
        this.omission = omission;
        this.disk = disk;
        this.shared = new InMemoryObjectStore(scheduler.clock());
        this.topics = new Topics(scheduler);
        this.builders = new Group(topics, Topic.BUILD_REQUESTS);
        this.publishers = new Group(topics, Topic.BUILDS);
        this.commanders = new Group(topics, Topic.PUBLISH_COMMANDS);
        this.healers = new Group(topics, Topic.DEAD_LETTERS);
        this.hosted = scheduler.choices().happens(0.5);
        this.invariants = new Invariants(this);
        new Sites(shared).append(site());
    }

    private SiteSettings site() {
        return new SiteSettings(
                SITE,
                1,
                hosted ? null : "https://forge.example/site.git",
                new BranchName("main"),
                List.of(),
                List.of("*"),
                null,
                false,
                Visibility.PUBLIC,
                Map.of(),
                null,
                false,
                Scheduler.START,
                "simulation",
                token());
    }

    boolean leavesOut(Omission which) {
        return omission == which;
    }

    Rules builderRules() {
        return omission.builderRule().map(Rules::without).orElse(Rules.ALL);
    }

    CollectionRules collectionRules() {
        return omission.collectionRule().map(CollectionRules::without).orElse(CollectionRules.ALL);
    }

    /** Every collector is to look for garbage. */
    void collect() {
        collections++;
    }

    /** How often that was asked for. */
    int collections() {
        return collections;
    }

    WriterToken token() {
        return new WriterToken("w" + ++tokens);
    }

    ObjectStore storeOf() {
        return new SimulatedStore(shared, scheduler, invariants);
    }

    /**
     * One request at a time, since one actor runs at a time; packs differ by a count, so that a run can be repeated.
     */
    Trees trees(ObjectStore store) {
        return new Trees(store, disk.resolve("packs"), 1, nonce -> {
            byte[] text = token().value().getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, nonce, 0, text.length);
        });
    }

    boolean isAtRest() {
        return builders.isIdle()
                && publishers.isIdle()
                && commanders.isIdle()
                && healers.isIdle()
                && invariants.openClaims() == 0;
    }
}
