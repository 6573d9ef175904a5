package dev.sitemend.builder.generator;

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
import dev.sitemend.builder.sandbox.Sandbox;
import dev.sitemend.builder.workspace.DiskWorkspaces;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.id.BranchName;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.Revision;
import dev.sitemend.contracts.id.SiteId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final Path directory;
    private final Sandbox sandbox;
    private final Repositories repositories;
    private final DiskWorkspaces workspaces;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private @Nullable Path kept;
    private @Nullable Revision base;
    private String baseFingerprint = "";
    private int builds;

    Bench(Path directory, Sandbox sandbox) {
        this.directory = directory;
        this.sandbox = sandbox;
        this.repositories =
                GitOnDisk.open(directory.resolve("mirrors"), System.getenv(), URI.create("http://localhost"));
        this.workspaces = DiskWorkspaces.open(directory.resolve("work"), "bench");
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
        try (Workspace workspace = workspaces.open(SITE, new BuildNumber(++builds))) {
            fetch(upstream);
            repositories.checkOut(SITE, revision, workspace.source());
            return Generators.installed(sandbox).plan(workspace.source(), Optional.empty());
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
        try (Workspace workspace = workspaces.open(SITE, new BuildNumber(number));
                buildLog) {
            fetch(upstream);
            repositories.checkOut(SITE, revision, workspace.source());
            if (start instanceof Start.From && kept != null) {
                copy(kept.resolve("state"), workspace.state());
                copy(kept.resolve("out"), workspace.output());
            }
            Generators generators = Generators.installed(sandbox);
            Planning planning = generators.plan(workspace.source(), Optional.empty());
            if (!(planning instanceof Planning.Planned(Plan plan))) {
                throw new IllegalStateException(planning.toString());
            }
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
            copy(workspace.state(), results.resolve("state"));
            copy(workspace.output(), results.resolve("out"));
            if (result instanceof RunResult.Finished) {
                kept = results;
                base = revision;
                baseFingerprint = plan.fingerprint();
            }
            buildLog.close();
            return new Built(result, results.resolve("out"), results.resolve("state"), List.copyOf(log), plan);
        }
    }

    String baseFingerprint() {
        return baseFingerprint;
    }

    /** As a cache is restored elsewhere: contents only, no dates. */
    private static void copy(Path from, Path to) throws IOException {
        try (var walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, java.nio.file.LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    @Override
    public void close() {
        workspaces.close();
        timer.shutdownNow();
    }
}
