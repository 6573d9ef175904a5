package dev.sitemend.builder.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.sitemend.builder.checkout.SourceChanges;
import dev.sitemend.builder.cost.History;
import dev.sitemend.builder.cost.Spent;
import dev.sitemend.builder.sandbox.Command;
import dev.sitemend.builder.sandbox.Exit;
import dev.sitemend.builder.sandbox.Limits;
import dev.sitemend.builder.sandbox.Network;
import dev.sitemend.builder.sandbox.SandboxMode;
import dev.sitemend.builder.sandbox.SandboxUnavailableException;
import dev.sitemend.builder.sandbox.Sandboxes;
import dev.sitemend.builder.workspace.Change;
import dev.sitemend.builder.workspace.DiskWorkspaces;
import dev.sitemend.builder.workspace.FolderEdit;
import dev.sitemend.builder.workspace.Layout;
import dev.sitemend.builder.workspace.Method;
import dev.sitemend.builder.workspace.Product;
import dev.sitemend.builder.workspace.SiteChanges;
import dev.sitemend.builder.workspace.Touched;
import dev.sitemend.builder.workspace.Workspace;
import dev.sitemend.contracts.format.Artifact;
import dev.sitemend.contracts.format.CacheSeal;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.WriterToken;
import dev.sitemend.contracts.vocabulary.BuildMode;
import dev.sitemend.messaging.Backoff;
import dev.sitemend.store.cache.Caches;
import dev.sitemend.store.tree.TreePath;
import dev.sitemend.store.tree.Trees;
import dev.sitemend.storetestkit.DiskEdit;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.storetestkit.RandomEdits;
import dev.sitemend.storetestkit.RandomTrees;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever a command does to output and state in the sandbox, what is sealed is what a scan of all of it would give;
 * and the next build finds exactly that, whether its layer has it, has something older, or has nothing.
 */
final class BuildsOverLayersTest {
    private static final int SEEDS = Integer.getInteger("layers.seeds", 4);
    private static final int BUILDS = 4;
    private static final int EDITS = 25;

    @TempDir
    Path temporary;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    private final class Chain {
        private final Sandboxes.Confinement confinement;
        private final Random random;
        private final Path directory;
        private final Path output;
        private final Path state;
        private final List<DiskWorkspaces> builders;
        private final Trees trees;
        private final Archive archive;
        private @Nullable CacheSeal seal;
        private @Nullable Artifact artifact;

        Chain(Sandboxes.Confinement confinement, long seed) throws IOException {
            this.confinement = confinement;
            this.random = new Random(seed);
            this.directory = Files.createDirectory(temporary.resolve("chain-" + seed));
            this.output = new RandomTrees(seed).write(directory.resolve("output"));
            this.state = new RandomTrees(seed + 1000).write(directory.resolve("state"));
            this.builders = List.of(builder(), builder());
            this.trees = new Trees(store, directory.resolve("packs"));
            this.archive = new Archive(
                    trees,
                    new Caches(store),
                    Clock.systemUTC(),
                    () -> new WriterToken("test"),
                    new UntilAvailable(_ -> {}, new Backoff(new Random(1))));
        }

        private DiskWorkspaces builder() {
            return DiskWorkspaces.open(
                    directory.resolve("work"), confinement.method(), confinement.owners(), Long.MAX_VALUE);
        }

        void build(int number) throws Exception {
            DiskWorkspaces builder = builders.get(random.nextInt(builders.size()));
            Layout layout = new Layout(Optional.empty(), Layout.PreviousOutput.KEPT);
            try (Workspace workspace = builder.open(Samples.MAIN, new BuildNumber(number))) {
                workspace.checkOut(Samples.revision(1), (held, folder) -> new Touched.Everything());
                CacheSeal base = random.nextInt(5) == 0 ? null : seal;
                if (base == null) {
                    workspace.startClean(layout);
                    fill(workspace, "/site/out", output);
                    fill(workspace, "/site/state", state);
                } else {
                    assertThat(archive.restore(base, layout, nothing(), workspace))
                            .isEqualTo(new Archive.Restored.Complete());
                }
                run(workspace, "/site/out", EditScript.of(edit(output)));
                run(workspace, "/site/state", EditScript.of(edit(state)));
                seal(number, workspace, base);
            }
        }

        private List<DiskEdit> edit(Path model) throws IOException {
            RandomEdits edits = new RandomEdits(random.nextLong());
            List<DiskEdit> done = new ArrayList<>();
            for (int i = 0; i < EDITS; i++) {
                DiskEdit next = edits.next(model);
                next.apply(model);
                done.add(next);
            }
            return done;
        }

        /** All of a folder, by way of an archive. */
        private void fill(Workspace workspace, String folder, Path model) throws Exception {
            Path archived = workspace.tools().resolve("model.tar");
            int status = new ProcessBuilder("tar", "-C", model.toString(), "-cf", archived.toString(), ".")
                    .start()
                    .waitFor();
            assertThat(status).isZero();
            run(workspace, folder, "exec(\"tar\", \"-C\", $ENV{FOLDER}, \"-xf\", \"/site/tools/model.tar\");");
        }

        private void run(Workspace workspace, String folder, String script) throws Exception {
            Path file = workspace.tools().resolve("edit.pl");
            Files.writeString(file, script);
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            Command command =
                    new Command(List.of("perl", "/site/tools/edit.pl"), Map.of("FOLDER", folder), "/", Network.NONE);
            Path objects = Files.createDirectories(directory.resolve("objects"));
            Exit exit = confinement.sandbox().run(command, workspace, objects, Limits.DEFAULT, said);
            assertThat(exit).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(new Exit.Exited(0));
        }

        private void seal(int number, Workspace workspace, @Nullable CacheSeal base) throws Exception {
            SiteChanges changes = workspace.changes();
            NavigableMap<Path, Change> stateChanges = new TreeMap<>();
            stateChanges.put(Product.OWN_FOLDER, new Change.Directory(temporary));
            changes.state()
                    .changes()
                    .forEach((path, change) -> stateChanges.put(Product.OWN_FOLDER.resolve(path), change));
            Product product =
                    new Product(changes.output(), new FolderEdit(changes.state().beginning(), stateChanges));
            // As of a branch that was deleted and came again: there is a cache, but nothing to compare with.
            Optional<Artifact> previous = random.nextInt(3) == 0 ? Optional.empty() : Optional.ofNullable(artifact);
            Archive.Origin origin = new Archive.Origin(Optional.ofNullable(base), previous);
            Archive.Scanned scanned = archive.read(Samples.MAIN.site(), product, origin);

            assertThat(scanned.output().root()).as("output").isEqualTo(scan(output));
            assertThat(scanned.output().files()).isEqualTo(trees.scan(output).files());
            assertThat(scanned.state()
                            .tree()
                            .find(TreePath.of("state"))
                            .orElseThrow()
                            .digest())
                    .as("state")
                    .isEqualTo(scan(state));
            Spent spent = new Spent(History.NONE, BuildMode.REFRESH, OptionalInt.empty(), Duration.ZERO);
            Archive.Kept kept = archive.keep(
                    new Archive.Making(
                            Samples.claim(number, BuildMode.REFRESH), Samples.revision(1), "f", Long.MAX_VALUE, spent),
                    scanned,
                    origin);
            seal = kept.seal();
            artifact = kept.artifact();
            // A build that lost its race keeps nothing; its successor must not notice.
            if (random.nextInt(3) > 0) {
                workspace.keep(kept.seal(), product);
                assertThat(scan(workspace.base(Workspace.Part.OUTPUT))).isEqualTo(scan(output));
            }
        }

        private Digest scan(Path folder) {
            return trees.scan(folder).root();
        }

        private static SourceChanges nothing() {
            return new SourceChanges(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        }
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void whatIsSealedIsWhatAScanOfEverythingGives(Method method) throws Exception {
        Sandboxes.Confinement confinement;
        try {
            confinement = Sandboxes.open(SandboxMode.BWRAP, List.of(method), temporary, System.getenv());
        } catch (SandboxUnavailableException e) {
            abort("skipped: " + e.getMessage());
            return;
        }
        for (long seed = 1; seed <= SEEDS; seed++) {
            Chain chain = new Chain(confinement, seed);
            for (int build = 1; build <= BUILDS; build++) {
                chain.build(build);
            }
        }
    }
}
