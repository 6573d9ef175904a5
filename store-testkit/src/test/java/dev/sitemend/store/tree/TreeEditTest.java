package dev.sitemend.store.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.storetestkit.DiskEdit;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.storetestkit.RandomEdits;
import dev.sitemend.storetestkit.RandomTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TreeEditTest {
    private static final SiteId SITE = new SiteId("garden");

    // -Dtrees.seeds=1000 for an hour's worth.
    private static final int SEEDS = Integer.getInteger("trees.seeds", 60);
    private static final int PUSHES = 5;

    @TempDir
    Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    private Trees trees() {
        return new Trees(store, directory.resolve("scratch"));
    }

    @Test
    void anySequenceOfEditsGivesTheTreeThatAFullScanGives() throws IOException {
        Trees trees = trees();
        for (int seed = 0; seed < SEEDS; seed++) {
            Path site = new RandomTrees(seed).write(directory.resolve("site" + seed));
            RandomEdits random = new RandomEdits(seed);
            Base base = upload(trees, trees.scan(site), List.of());
            for (int push = 0; push < PUSHES; push++) {
                String what = "seed " + seed + ", push " + push;
                Tree before = trees.open(SITE, base.root(), base.packs());
                Layer layer = new Layer(before, site);
                for (int step = random(seed, push); step >= 0; step--) {
                    layer.apply(random.next(site));
                }

                Scan edited = trees.edit(SITE, base, new TreeEdit(layer.changes));
                Scan whole = trees.scan(site);
                assertThat(edited.root()).describedAs(what).isEqualTo(whole.root());
                assertThat(edited.files()).describedAs(what).isEqualTo(whole.files());
                assertThat(edited.bytes()).describedAs(what).isEqualTo(whole.bytes());
                assertThat(edited.difference())
                        .describedAs(what)
                        .isEqualTo(ListedDifference.of(before.listing(), whole.listing()));

                base = upload(trees, edited, base.packs());
                assertThat(trees().listing(SITE, base.root(), base.packs()))
                        .describedAs(what)
                        .isEqualTo(whole.listing());
            }
        }
    }

    @Test
    void aDirectoryIsAdvancedToWhatAnyEditsMadeOfIt() throws IOException {
        Trees trees = trees();
        for (int seed = 0; seed < SEEDS; seed++) {
            Path site = new RandomTrees(seed).write(directory.resolve("site" + seed));
            Path copy = directory.resolve("copy" + seed);
            RandomEdits random = new RandomEdits(seed);
            Base before = upload(trees, trees.scan(site), List.of());
            trees.restore(SITE, before.root(), before.packs(), copy);
            for (int step = 0; step < 30; step++) {
                random.next(site).apply(site);
            }
            Base after = upload(trees, trees.scan(site), before.packs());

            trees.advance(
                    SITE,
                    trees.open(SITE, before.root(), before.packs()),
                    trees.open(SITE, after.root(), after.packs()),
                    copy);

            assertThat(trees.scan(copy).listing())
                    .describedAs("seed %d", seed)
                    .isEqualTo(trees.scan(site).listing());
        }
    }

    @Test
    void whatWasWrittenAgainWithTheSameBytesIsNoChange() throws IOException {
        Path site = new RandomTrees(3).write(directory.resolve("site"));
        Path page = Files.writeString(site.resolve("page.html"), "page");
        Base base = upload(trees(), trees().scan(site), List.of());

        Scan edited = trees().edit(SITE, base, edit(Map.of("page.html", new Change.Written(page))));

        assertThat(edited.root()).isEqualTo(base.root());
        assertThat(edited.difference().isEmpty()).isTrue();
        assertThat(trees().upload(SITE, List.of(edited), List.of()).sentObjects())
                .isZero();
        Trees ofAnEmptyStore = new Trees(new InMemoryObjectStore(), directory.resolve("scratch"));
        assertThat(ofAnEmptyStore.upload(SITE, List.of(edited), List.of()).packs())
                .as("asked nothing of the store")
                .isEqualTo(base.packs());
    }

    @Test
    void aChangeThatNeedsADirectoryMakesIt() throws IOException {
        Path site = Files.createDirectories(directory.resolve("site"));
        Base base = upload(trees(), trees().scan(site), List.of());
        Path page = Files.writeString(directory.resolve("page.html"), "page");

        Scan edited = trees().edit(SITE, base, edit(Map.of("a/b/page.html", new Change.Written(page))));

        assertThat(edited.tree().find(TreePath.of("a/b/page.html"))).isPresent();
        assertThat(edited.difference().added()).containsExactly(TreePath.of("a/b/page.html"));
    }

    @Test
    void whatDoesNotExistCanBeDeleted() throws IOException {
        Path site = new RandomTrees(4).write(directory.resolve("site"));
        Base base = upload(trees(), trees().scan(site), List.of());

        Scan edited = trees().edit(SITE, base, edit(Map.of("no/such/page", new Change.Deleted())));

        assertThat(edited.root()).isEqualTo(base.root());
    }

    @Test
    void nothingLiesBelowAFile() throws IOException {
        Path site = new RandomTrees(4).write(directory.resolve("site"));
        Base base = upload(trees(), trees().scan(site), List.of());
        Path page = Files.writeString(directory.resolve("page"), "page");
        TreeEdit edit = edit(Map.of("page", new Change.Written(page), "page/below", new Change.Written(page)));

        assertThatThrownBy(() -> trees().edit(SITE, base, edit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Cannot edit page/below: it lies below what was written or deleted");
    }

    private static TreeEdit edit(Map<String, Change> changes) {
        NavigableMap<TreePath, Change> byPath = new TreeMap<>();
        changes.forEach((path, change) -> byPath.put(TreePath.of(path), change));
        return new TreeEdit(byPath);
    }

    private static int random(int seed, int push) {
        return (seed * 31 + push * 7) % 12;
    }

    private static Base upload(Trees trees, Scan scan, List<PackReference> known) {
        return Base.of(
                trees.upload(SITE, List.of(scan), known).trees().getFirst().artifact());
    }

    /** Does edits to a directory, and records them as the upper layer of an overlay would. */
    private static final class Layer {
        private final Tree lower;
        private final Path site;
        private final NavigableMap<TreePath, Change> changes = new TreeMap<>();

        Layer(Tree lower, Path site) {
            this.lower = lower;
            this.site = site;
        }

        void apply(DiskEdit edit) throws IOException {
            edit.apply(site);
            switch (edit) {
                case DiskEdit.Write(TreePath path, String _) -> written(path);
                case DiskEdit.Link(TreePath path, String _) -> written(path);
                case DiskEdit.Mode(TreePath path, String _) -> written(path);
                case DiskEdit.MakeDirectory(TreePath path) -> made(path);
                case DiskEdit.Delete(TreePath path) -> deleted(path);
                case DiskEdit.Rename(TreePath from, TreePath to) -> {
                    deleted(from);
                    copied(to);
                }
            }
        }

        private void written(TreePath path) {
            above(path);
            changes.put(path, new Change.Written(path.in(site)));
        }

        private void made(TreePath path) {
            above(path);
            changes.put(path, lower.find(path).isPresent() ? new Change.Emptied() : new Change.Directory());
        }

        private void deleted(TreePath path) {
            above(path);
            changes.keySet().removeIf(other -> other.isBelow(path));
            changes.put(path, new Change.Deleted());
        }

        private void copied(TreePath path) throws IOException {
            if (!Files.isDirectory(path.in(site), LinkOption.NOFOLLOW_LINKS)) {
                written(path);
                return;
            }

            above(path);
            changes.put(path, new Change.Emptied());
            try (var children = Files.newDirectoryStream(path.in(site))) {
                for (Path child : children) {
                    copied(path.child(TreePath.of(child.getFileName()).bytes()));
                }
            }
        }

        private void above(TreePath path) {
            for (TreePath up = path.parent().orElse(null);
                    up != null;
                    up = up.parent().orElse(null)) {
                changes.putIfAbsent(up, new Change.Directory());
            }
        }
    }
}
