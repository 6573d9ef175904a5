package dev.sitemend.benchmarks;

import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.Outcome;
import dev.sitemend.contracts.format.Report;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.contracts.json.DocumentSigner;
import dev.sitemend.store.StoreSettings;
import dev.sitemend.store.Stores;
import dev.sitemend.store.build.Builds;
import dev.sitemend.store.tree.TreeListing;
import dev.sitemend.store.tree.TreePath;
import dev.sitemend.store.tree.Trees;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What builds made, read back from the store. */
final class Outputs {
    /** Of the installations that {@code Servers} carries, and of nothing else. */
    static final String SECRET = "of benchmarks, and of nothing else";

    private final Builds builds;
    private final Trees trees;

    private Outputs(Builds builds, Trees trees) {
        this.builds = builds;
        this.trees = trees;
    }

    static Outputs of(StoreSettings settings, Path scratch) {
        var store = Stores.openProven(settings, new SimpleMeterRegistry());
        DocumentSigner signer = new DocumentSigner(SECRET.getBytes(StandardCharsets.UTF_8));
        return new Outputs(new Builds(store, signer), new Trees(store, scratch));
    }

    /**
     * Writes a line for each path of a build's output: kind, digest, path. Answers who built it, and the root's digest.
     */
    String list(String site, long number, Path file) throws IOException {
        Report report = report(site, number);
        Artifact artifact = artifact(report);
        TreeListing listing = trees.listing(report.channel().site(), artifact.root(), artifact.packs());
        List<String> lines = new ArrayList<>();
        // A folder's digest follows from what is in it, and from how nodes are laid out, which visitors do not see.
        listing.entries()
                .forEach((path, entry) -> lines.add(entry.kind() + "\t"
                        + (entry.isDirectory() ? "" : entry.digest().hex()) + "\t" + path));
        Files.write(file, lines);
        return report.builder() + "\t" + artifact.root().hex();
    }

    /** Brings the files that {@code paths} names, one a line; the first becomes {@code into/0}, and so on. */
    String bring(String site, long number, Path paths, Path into) throws IOException {
        Report report = report(site, number);
        Artifact artifact = artifact(report);
        SiteId owner = report.channel().site();
        TreeListing listing = trees.listing(owner, artifact.root(), artifact.packs());
        Files.createDirectories(into);
        List<String> wanted = Files.readAllLines(paths);
        for (int i = 0; i < wanted.size(); i++) {
            var entry = listing.find(TreePath.of(wanted.get(i))).orElseThrow();
            Files.write(into.resolve(Integer.toString(i)), trees.blob(owner, entry.digest(), artifact.packs()));
        }
        return Integer.toString(wanted.size());
    }

    private Report report(String site, long number) {
        return builds.report(new SiteId(site), new BuildNumber(number)).orElseThrow();
    }

    private static Artifact artifact(Report report) {
        if (report.outcome() instanceof Outcome.Succeeded succeeded) {
            return succeeded.artifact();
        }

        throw new IllegalArgumentException(report.number() + " has no output: it is " + report.outcome());
    }
}
