package dev.sitemend.publisher;

import dev.sitemend.publisher.disk.Forms;
import dev.sitemend.publisher.disk.LocalArtifacts;
import dev.sitemend.publisher.disk.LocalBlobs;
import dev.sitemend.publisher.disk.PointerFiles;
import dev.sitemend.publisher.disk.StoreArtifacts;
import dev.sitemend.publisher.disk.Variants;
import dev.sitemend.publisher.preview.StoredBuilds;
import dev.sitemend.publisher.probe.ServedProbe;
import dev.sitemend.publisher.serving.LiveSites;
import dev.sitemend.publisher.serving.Pages;
import dev.sitemend.publisher.serving.PreparedPages;
import dev.sitemend.publisher.serving.Publications;
import dev.sitemend.publisher.serving.Readiness;
import dev.sitemend.publisher.serving.ServedGenerations;
import dev.sitemend.publisher.serving.SiteAddresses;
import dev.sitemend.publisher.serving.SiteValve;
import dev.sitemend.publisher.serving.Upkeep;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.publication.PublicationLog;
import dev.sitemend.store.site.Sites;
import dev.sitemend.store.tree.NodeMemory;
import dev.sitemend.store.tree.Trees;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * How the serving side hangs together: the disk at the bottom, publications made from it, the valve that answers from
 * publications, and the upkeep that follows the store.
 */
record ServingAssembly(SiteValve valve, LiveSites sites, Publications publications, Upkeep upkeep, ServedProbe probe) {
    // An answer opens its file within moments; a slow disk may take some.
    private static final Duration GRACE = Duration.ofMinutes(10);

    // Pages of 8 KB: 8,000 of them. What is asked for less often comes from the kernel's memory of the disk.
    private static final long FORMS = 64L * 1024 * 1024;
    // 300,000 names.
    private static final long NODES = 32L * 1024 * 1024;
    // Half a kilobyte each.
    private static final long PAGES = 16L * 1024 * 1024;
    // Together at most a seventh of the heap, so that a small container has room for the rest.
    private static final long HEAP = Runtime.getRuntime().maxMemory();

    /** What is read of the store; shared with the promotion, so that neither reads what the other has. */
    record Stored(ObjectStore store, Sites sites, PublicationLog logs, Builds builds) {}

    static ServingAssembly of(
            Stored stored, ServingSettings settings, MeterRegistry meters, Clock clock, Executor background) {
        Path directory = settings.data().resolve("serving");
        LocalBlobs blobs = new LocalBlobs(directory.resolve("blobs"), clock, GRACE);
        Variants variants = new Variants(directory.resolve("variants"), blobs, background);
        PointerFiles pointers = new PointerFiles(directory.resolve("live"));
        Trees trees = new Trees(stored.store(), directory.resolve("scratch"));
        NodeMemory nodes = new NodeMemory(Math.min(NODES, HEAP / 24));
        LocalArtifacts artifacts = new LocalArtifacts(new StoreArtifacts(trees), blobs, nodes);

        SiteAddresses addresses = new SiteAddresses(settings.sitesUrl());
        StoredBuilds builds = new StoredBuilds(stored.builds(), stored.logs(), artifacts, clock);
        Publications publications = new Publications(addresses, builds);
        LiveSites sites = new LiveSites(
                stored.sites(),
                stored.logs(),
                artifacts,
                pointers,
                variants,
                publications,
                new ServedGenerations(meters, publications));

        Readiness readiness = new Readiness();
        Upkeep upkeep = new Upkeep(
                sites,
                publications,
                artifacts,
                blobs,
                variants,
                readiness,
                clock,
                settings.serving().unpublished().toBytes());
        Forms forms = new Forms(artifacts, variants, Math.min(FORMS, HEAP / 12));
        PreparedPages prepared = new PreparedPages(Math.min(PAGES, HEAP / 48));
        watch(meters, "forms", forms::weight);
        watch(meters, "pages", prepared::weight);
        watch(meters, "nodes", nodes::weight);
        SiteValve valve =
                new SiteValve(publications, prepared, new Pages(forms, clock), readiness, settings.publicUrl());
        return new ServingAssembly(valve, sites, publications, upkeep, new ServedProbe(publications, addresses));
    }

    private static void watch(MeterRegistry meters, String what, Supplier<Number> bytes) {
        Gauge.builder("sitemend.serving.memory", bytes)
                .description("Memory for what is asked for often")
                .baseUnit("bytes")
                .tag("what", what)
                .register(meters);
    }
}
