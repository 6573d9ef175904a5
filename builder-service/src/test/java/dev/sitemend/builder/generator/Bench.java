package dev.sitemend.builder.generator;

import dev.sitemend.builder.checkout.CheckedOut;
import dev.sitemend.builder.checkout.Fetch;
import dev.sitemend.builder.checkout.GitOnDisk;
import dev.sitemend.builder.checkout.Remote;
import dev.sitemend.builder.checkout.Repositories;
import dev.sitemend.builder.checkout.SourceChanges;
import dev.sitemend.builder.checkout.TestRepository;
import dev.sitemend.builder.log.BuildLog;
import dev.sitemend.builder.log.BuildLogs;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.sandbox.Network;
import dev.sitemend.builder.sandbox.Sandboxes;
import dev.sitemend.builder.workspace.DiskWorkspaces;
import dev.sitemend.builder.workspace.Folder;
import dev.sitemend.builder.workspace.MergedFolder;
import dev.sitemend.builder.workspace.Product;
import dev.sitemend.builder.workspace.Touched;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.format.Lineage;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.ChannelId;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.id.WriterToken;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Builds a repository the way the chain does, keeping state and output of the last build as a cache would. */
final class Bench implements AutoCloseable {
    private static final SiteId SITE = new SiteId("docs");
    private static final ChannelId CHANNEL = new ChannelId(SITE, new BranchName("main"));

    private final Path directory;
    private final Sandboxes.Confinement confinement;
    private final Repositories repositories;
    private final DiskWorkspaces workspaces;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Path kept;
    private @Nullable Revision base;
    private String baseFingerprint = "";
    private int builds;

    Bench(Path directory, Sandboxes.Confinement confinement) {
        this.directory = directory;
        this.confinement = confinement;
        this.repositories =
                GitOnDisk.open(directory.resolve("mirrors"), System.getenv(), URI.create("http://localhost"));
        this.workspaces = DiskWorkspaces.open(
                directory.resolve("work"), confinement.method(), confinement.owners(), Long.MAX_VALUE);
    }

    /** A finished build: its output, and what the log said. */
    record Built(RunResult result, Path output, Path state, List<String> log, Plan plan) {
        String page(String name) {
            return TestRepository.read(output.resolve(name));
        }
    }

    Planning plan(TestRepository upstream, Revision revision) throws InterruptedException {
        return plan(upstream.directory(), revision);
    }

    Planning plan(Path upstream, Revision revision) throws InterruptedException {
        try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(++builds))) {
            fetch(upstream);
            checkOut(revision, workspace);
            return Generators.installed(confinement.sandbox()).plan(workspace.source(), Optional.empty());
        }
    }

    private void fetch(Path upstream) throws InterruptedException {
        Fetch fetch = repositories.fetch(new Remote(SITE, upstream.toString(), null), new BranchName("main"));
        if (!(fetch instanceof Fetch.Head)) {
            throw new IllegalStateException(fetch.toString());
        }
    }

    Built clean(Path upstream, Revision revision) throws Exception {
        return build(upstream, revision, new Start.Clean());
    }

    /** From the last build, which must have finished. */
    Built refresh(Path upstream, Revision revision) throws Exception {
        fetch(upstream);
        Revision from = Objects.requireNonNull(base);
        SourceChanges changes = repositories.changes(SITE, from, revision);
        return build(upstream, revision, new Start.From(from, changes));
    }

    private Built build(Path upstream, Revision revision, Start start) throws Exception {
        int number = ++builds;
        log.clear();
        Path results = Files.createDirectories(directory.resolve("build-" + number));
        BuildLog buildLog =
                new BuildLogs(timer).open(results.resolve("log.zst"), List.of(), (first, lines) -> log.addAll(lines));
        try (Workspace workspace = workspaces.open(CHANNEL, new BuildNumber(number));
                buildLog) {
            fetch(upstream);
            checkOut(revision, workspace);
            Generators generators = Generators.installed(confinement.sandbox());
            Planning planning = generators.plan(workspace.source(), Optional.empty());
            if (!(planning instanceof Planning.Planned(Plan plan))) {
                throw new IllegalStateException(planning.toString());
            }
            start(start, plan, workspace);
            RunResult result = generators.run(new Run(
                    plan,
                    start,
                    workspace,
                    revision,
                    repositories.commitTime(SITE, revision),
                    repositories.objects(SITE),
                    Limits.DEFAULT,
                    Network.NONE,
                    buildLog));
            Files.createDirectories(results.resolve("state"));
            Files.createDirectories(results.resolve("out"));
            if (result instanceof RunResult.Finished(Product product)) {
                write(product.output(), workspace.base(Workspace.Part.OUTPUT), results.resolve("out"));
                write(
                        new Folder.Edited(product.state()),
                        workspace.base(Workspace.Part.STATE),
                        results.resolve("state"));
                kept = results;
                base = revision;
                baseFingerprint = plan.fingerprint();
            }
            buildLog.close();
            return new Built(result, results.resolve("out"), results.resolve("state"), List.copyOf(log), plan);
        }
    }

    /** Another builder's cache: the next refresh starts from it. */
    void adopt(Bench other) {
        kept = other.kept;
        base = other.base;
        baseFingerprint = other.baseFingerprint;
    }

    String baseFingerprint() {
        return baseFingerprint;
    }

    private void checkOut(Revision revision, Workspace workspace) throws InterruptedException {
        workspace.checkOut(revision, (held, folder) -> switch (repositories.checkOut(SITE, revision, held, folder)) {
            case CheckedOut.Anew() -> new Touched.Everything();
            case CheckedOut.Advanced(SourceChanges changes) -> new Touched.Paths(changes.paths());
        });
    }

    private void start(Start start, Plan plan, Workspace workspace) throws InterruptedException {
        switch (start) {
            case Start.Clean() -> workspace.startClean(plan.layout());
            case Start.From(Revision from, SourceChanges since) -> {
                Path results = Objects.requireNonNull(kept);
                workspace.startFrom(seal(from), plan.layout(), since, (part, held, folder) -> {
                    clear(folder);
                    copy(results.resolve(part == Workspace.Part.STATE ? "state" : "out"), folder);
                    return new Touched.Everything();
                });
            }
        }
    }

    /** Says nothing about the store: there is none. */
    private CacheSeal seal(Revision from) {
        Digest digest = new Digest("0".repeat(64));
        return new CacheSeal(
                new BuildNumber(builds),
                CHANNEL,
                from,
                digest,
                digest,
                List.of(),
                new Lineage(null, 0, new BuildNumber(1), baseFingerprint),
                List.of(),
                Instant.EPOCH,
                new WriterToken("bench"));
    }

    private static void write(Folder made, Path base, Path into) throws IOException {
        MergedFolder folder = new MergedFolder(base, made);
        for (Path path : folder.all()) {
            Path target = into.resolve(path.toString());
            Files.createDirectories(target.getParent());
            Files.copy(folder.find(path).orElseThrow(), target, java.nio.file.LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static void clear(Path folder) {
        try (var walk = Files.walk(folder)) {
            for (Path path : walk.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As a cache is restored elsewhere: contents only, no dates. */
    private static void copy(Path from, Path to) {
        try (var walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, java.nio.file.LinkOption.NOFOLLOW_LINKS);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        workspaces.close();
        timer.shutdownNow();
    }
}
