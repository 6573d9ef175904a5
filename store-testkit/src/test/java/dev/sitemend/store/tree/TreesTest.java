package dev.sitemend.store.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Content;
import dev.sitemend.store.CorruptObjectException;
import dev.sitemend.store.Keys;
import dev.sitemend.store.MissingObjectException;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.StoreUnavailableException;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.store.pack.Nonces;
import dev.sitemend.store.pack.PackWriter;
import dev.sitemend.storetestkit.Fault;
import dev.sitemend.storetestkit.FaultyObjectStore;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.storetestkit.RandomTrees;
import dev.sitemend.storetestkit.StoreRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreesTest {
    private static final SiteId SITE = new SiteId("garden");

    @TempDir
    Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    private Trees trees() {
        return new Trees(store, directory.resolve("scratch"));
    }

    @Test
    void anyTreeComesBackByteForByte() throws IOException {
        for (int seed = 0; seed < 40; seed++) {
            Path source = new RandomTrees(seed).write(directory.resolve("source" + seed));
            Scan scan = trees().scan(source);
            UploadedTree uploaded =
                    trees().upload(SITE, List.of(scan), List.of()).trees().getFirst();

            Path copy = directory.resolve("copy" + seed);
            trees().restore(SITE, uploaded.root(), uploaded.packs(), copy);

            assertThat(trees().scan(copy).listing())
                    .describedAs("seed %d", seed)
                    .isEqualTo(scan.listing());
            assertThat(trees().listing(SITE, uploaded.root(), uploaded.packs())).isEqualTo(scan.listing());
            assertThat(uploaded.files()).isEqualTo(scan.listing().files());
        }
    }

    @Test
    void emptyDirectoriesAndTheExecutableBitAreKept() throws IOException {
        Path source = directory.resolve("source");
        Files.createDirectories(source.resolve("empty/inner"));
        Path script = Files.writeString(source.resolve("run"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(
                script,
                java.util.Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_EXECUTE,
                        PosixFilePermission.OWNER_WRITE));

        Path copy = copy(source);

        assertThat(copy.resolve("empty/inner")).isEmptyDirectory();
        assertThat(copy.resolve("run")).isExecutable();
    }

    @Test
    void aBlobThatTheSiteHasIsNeverSentAgain() throws IOException {
        Path source = new RandomTrees(7).write(directory.resolve("source"));
        Uploaded first = trees().upload(SITE, List.of(trees().scan(source)), List.of());
        Files.writeString(source.resolve("new.html"), "new");

        Uploaded second = trees().upload(SITE, List.of(trees().scan(source)), first.packs());
        Uploaded third = trees().upload(SITE, List.of(trees().scan(source)), second.packs());

        assertThat(second.sentObjects()).describedAs("the page and the root").isEqualTo(2);
        assertThat(second.packs()).hasSize(2);
        assertThat(third.sentObjects()).isZero();
        assertThat(third.packs()).isEqualTo(second.packs());
        assertThat(store.list(Keys.packs(SITE), null, 10)).hasSize(2);
    }

    @Test
    void twoTreesOfOneBuildShareOnePack() throws IOException {
        Path output = new RandomTrees(1).write(directory.resolve("output"));
        Path state = new RandomTrees(2).write(directory.resolve("state"));

        Uploaded uploaded = trees().upload(SITE, List.of(trees().scan(output), trees().scan(state)), List.of());

        assertThat(uploaded.packs()).hasSize(1);
        assertThat(uploaded.trees()).hasSize(2);
        UploadedTree second = uploaded.trees().getLast();
        assertThat(trees().listing(SITE, second.root(), second.packs()))
                .isEqualTo(trees().scan(state).listing());
    }

    @Test
    void aLargeFileIsStreamedThroughAPackOfItsOwn() throws IOException {
        Path source = Files.createDirectories(directory.resolve("source"));
        byte[] large = new byte[PackWriter.LARGE + 12_345];
        new Random(1).nextBytes(large);
        Files.write(source.resolve("film.bin"), large);
        Files.write(source.resolve("again.bin"), large);
        Files.writeString(source.resolve("index.html"), "hello");

        Uploaded uploaded = trees().upload(SITE, List.of(trees().scan(source)), List.of());
        Path copy = directory.resolve("copy");
        trees().restore(SITE, uploaded.trees().getFirst().root(), uploaded.packs(), copy);

        assertThat(uploaded.packs()).hasSize(2);
        assertThat(copy.resolve("film.bin")).hasBinaryContent(large);
        assertThat(copy.resolve("again.bin")).hasBinaryContent(large);
        TreeEntry film =
                trees().scan(copy).listing().find(TreePath.of("film.bin")).orElseThrow();
        try (InputStream in = trees().content(SITE, film.digest(), uploaded.packs())) {
            assertThat(in.readAllBytes()).isEqualTo(large);
        }
    }

    @Test
    void aTreeThatGrewByManySmallPushesNeedsABoundedNumberOfPacks() throws IOException {
        Path source = Files.createDirectories(directory.resolve("source"));
        List<PackReference> packs = List.of();
        for (int push = 0; push < PackUsage.MOST_SHARED_PACKS + 40; push++) {
            Files.writeString(source.resolve("page" + push), "page " + push);
            packs = trees().upload(SITE, List.of(trees().scan(source)), packs).packs();
        }

        assertThat(packs).hasSizeLessThanOrEqualTo(PackUsage.MOST_SHARED_PACKS + 1);
        Scan scan = trees().scan(source);
        assertThat(trees().listing(SITE, scan.root(), packs)).isEqualTo(scan.listing());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void aDamagedPackIsNeverReadAsSomethingElse(int lanes) throws IOException {
        Path root = directory.resolve("source");
        Path source = Files.createDirectories(root.resolve("deep"));
        Files.writeString(source.resolve("page.html"), "some page ".repeat(30));
        Files.write(source.resolve("empty"), new byte[0]);
        Files.createSymbolicLink(source.resolve("link"), Path.of("page.html"));
        Uploaded uploaded = trees().upload(SITE, List.of(trees().scan(root)), List.of());
        PackReference pack = uploaded.packs().getFirst();
        ObjectKey key = Keys.pack(SITE, pack.digest());
        byte[] whole = store.get(key).orElseThrow();

        // The header names the format and makes the pack another than all others. It is not read again.
        for (int at = 24; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            restoreDamaged(key, damaged, uploaded, lanes, "flipped a bit at " + at);
        }
        store.put(key, Content.of(whole));
        assertThat(trees().listing(SITE, uploaded.trees().getFirst().root(), uploaded.packs())
                        .files())
                .isEqualTo(3);
        for (int length = 0; length < whole.length; length += 7) {
            restoreDamaged(key, Arrays.copyOf(whole, length), uploaded, lanes, "cut to " + length);
        }
    }

    private void restoreDamaged(ObjectKey key, byte[] damaged, Uploaded uploaded, int lanes, String what)
            throws IOException {
        store.put(key, Content.of(damaged));
        Path into = Files.createTempDirectory(directory, "damaged");
        Trees fresh = new Trees(store, directory.resolve("scratch"), lanes, Nonces.random());
        try {
            fresh.restore(SITE, uploaded.trees().getFirst().root(), uploaded.packs(), into);
        } catch (CorruptObjectException e) {
            assertThat(e).hasMessageContaining("Cannot ");
            return;
        }
        // zstd ignores a bit or two of a frame's header: no damage then.
        assertThat(fresh.scan(into).root())
                .describedAs(what)
                .isEqualTo(uploaded.trees().getFirst().root());
    }

    @Test
    void aMissingPackIsMissingAndItsContentIsSentAgain() throws IOException {
        Path source = new RandomTrees(5).write(directory.resolve("source"));
        Uploaded uploaded = trees().upload(SITE, List.of(trees().scan(source)), List.of());
        store.delete(Keys.pack(SITE, uploaded.packs().getFirst().digest()));

        Trees fresh = trees();
        assertThatThrownBy(() -> fresh.listing(SITE, uploaded.trees().getFirst().root(), uploaded.packs()))
                .isInstanceOf(MissingObjectException.class)
                .isInstanceOf(UnreadableObjectException.class);
        Uploaded again = fresh.upload(SITE, List.of(fresh.scan(source)), uploaded.packs());
        assertThat(again.sentObjects()).isEqualTo(uploaded.sentObjects());
    }

    @Test
    void nothingIsBuiltUponAPackThatIsGoneThoughItWasReadBefore() throws IOException {
        Path source = new RandomTrees(5).write(directory.resolve("source"));
        Trees warm = trees();
        Uploaded first = warm.upload(SITE, List.of(warm.scan(source)), List.of());
        warm.listing(SITE, first.trees().getFirst().root(), first.packs());
        store.delete(Keys.pack(SITE, first.packs().getFirst().digest()));

        Uploaded second = warm.upload(SITE, List.of(warm.scan(source)), first.packs());

        assertThat(second.sentObjects()).isEqualTo(first.sentObjects());
        assertThat(trees().listing(SITE, second.trees().getFirst().root(), second.packs()))
                .isEqualTo(warm.scan(source).listing());
    }

    @Test
    void nothingIsBuiltUponAPackWithADamagedBlob() throws IOException {
        Path source = Files.createDirectories(directory.resolve("source"));
        Files.writeString(source.resolve("page.html"), "some page");
        Trees warm = trees();
        Uploaded first = warm.upload(SITE, List.of(warm.scan(source)), List.of());
        ObjectKey key = Keys.pack(SITE, first.packs().getFirst().digest());
        byte[] damaged = store.get(key).orElseThrow();
        damaged[(int) first.packs().getFirst().treesOffset() - 3] ^= 1;
        store.put(key, Content.of(damaged));

        assertThatThrownBy(() ->
                        warm.restore(SITE, first.trees().getFirst().root(), first.packs(), directory.resolve("miss")))
                .isInstanceOf(CorruptObjectException.class);
        Files.writeString(source.resolve("other.html"), "other page");
        Uploaded second = warm.upload(SITE, List.of(warm.scan(source)), first.packs());

        assertThat(second.packs()).doesNotContainAnyElementsOf(first.packs());
        trees().restore(SITE, second.trees().getFirst().root(), second.packs(), directory.resolve("copy"));
        assertThat(directory.resolve("copy/page.html")).hasContent("some page");
    }

    @Test
    void aRestoreThatFailsLeavesAnEmptyDirectoryToTryAgainIn() throws IOException {
        Path source = new RandomTrees(3).write(directory.resolve("source"));
        Uploaded uploaded = trees().upload(SITE, List.of(trees().scan(source)), List.of());
        UploadedTree tree = uploaded.trees().getFirst();
        Path into = Files.createDirectory(directory.resolve("into"));
        AtomicInteger ranges = new AtomicInteger();
        Trees shaky = new Trees(
                new FaultyObjectStore(
                        store,
                        request -> request.operation() == StoreRequest.Operation.RANGE && ranges.incrementAndGet() == 2
                                ? Optional.of(Fault.UNAVAILABLE)
                                : Optional.empty()),
                directory.resolve("scratch"));

        assertThatThrownBy(() -> shaky.restore(SITE, tree.root(), tree.packs(), into))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(into).isEmptyDirectory();
        shaky.restore(SITE, tree.root(), tree.packs(), into);

        assertThat(trees().scan(into).root()).isEqualTo(tree.root());
        assertThatThrownBy(() -> shaky.restore(SITE, tree.root(), tree.packs(), into))
                .describedAs("a directory with something in it is left alone")
                .hasRootCauseInstanceOf(DirectoryNotEmptyException.class);
        assertThat(trees().scan(into).root()).isEqualTo(tree.root());
    }

    @Test
    void aDifferenceNamesFilesOnly() throws IOException {
        Path source = directory.resolve("source");
        Files.createDirectories(source.resolve("sub"));
        Files.writeString(source.resolve("same"), "same");
        Files.writeString(source.resolve("changes"), "before");
        Files.writeString(source.resolve("sub/goes"), "x");
        Tree before = trees().scan(source).tree();
        Files.writeString(source.resolve("changes"), "after");
        Files.delete(source.resolve("sub/goes"));
        Files.delete(source.resolve("sub"));
        Files.writeString(source.resolve("sub"), "now a file");

        Difference difference = trees().difference(before, trees().scan(source).tree());

        assertThat(difference.added()).containsExactly(TreePath.of("sub"));
        assertThat(difference.modified()).containsExactly(TreePath.of("changes"));
        assertThat(difference.removed()).containsExactly(TreePath.of("sub/goes"));
    }

    @Test
    void aFileThatChangesWhileItIsPackedIsNoticed() throws IOException {
        Path source = Files.createDirectories(directory.resolve("source"));
        Files.writeString(source.resolve("page"), "one");
        Scan scan = trees().scan(source);
        Files.writeString(source.resolve("page"), "two");

        assertThatThrownBy(() -> trees().upload(SITE, List.of(scan), List.of()))
                .hasMessageContaining("the file changed since it was scanned");
        assertThat(store.list("", null, 10)).isEmpty();
    }

    private Path copy(Path source) throws IOException {
        Uploaded uploaded = trees().upload(SITE, List.of(trees().scan(source)), List.of());
        Path copy = directory.resolve("copy");
        trees().restore(SITE, uploaded.trees().getFirst().root(), uploaded.packs(), copy);
        return copy;
    }
}
