package dev.sitemend.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Keys;
import dev.sitemend.store.Listing;
import dev.sitemend.store.StoredObject;
import dev.sitemend.store.pack.PackWriter;
import dev.sitemend.storetestkit.FaultyObjectStore;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import dev.sitemend.storetestkit.StoreRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pushes leave in the store, and how often they write. */
final class UpkeepTest {
    private static final SiteId SITE = new SiteId("garden");
    private static final int PAGES = 200;

    @TempDir
    Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private final AtomicInteger writes = new AtomicInteger();
    private Path site;
    private Trees trees;

    @BeforeEach
    void fillTheSite() throws IOException {
        trees = new Trees(
                new FaultyObjectStore(store, request -> {
                    if (request.operation() == StoreRequest.Operation.PUT) {
                        writes.incrementAndGet();
                    }
                    return Optional.empty();
                }),
                directory.resolve("scratch"));
        site = Files.createDirectories(directory.resolve("site"));
        for (int i = 0; i < PAGES; i++) {
            Files.writeString(site.resolve("page" + i), page(i, 0));
        }
    }

    @Test
    void aPageIsOneWriteAndNothingIsNone() throws IOException {
        Base base = upload(trees.scan(site), List.of());
        assertThat(writes).hasValue(1);

        Scan edited = edit(base, "page7", "another page");
        Base after = upload(edited, base.packs());
        assertThat(writes).hasValue(2);
        upload(edit(after, "page7", "another page"), after.packs());
        upload(trees.scan(site), after.packs());

        assertThat(writes).describedAs("what the site has already").hasValue(2);
        assertThat(after.packs()).hasSize(2);
    }

    @Test
    void everyPushOfThreeHundredIsOneWriteAndWhatIsNamedStaysBounded() throws IOException {
        Random random = new Random(1);
        Base base = upload(trees.scan(site), List.of());
        for (int push = 1; push <= 300; push++) {
            int page = random.nextInt(PAGES);
            int before = writes.get();
            base = upload(edit(base, "page" + page, page(page, push)), base.packs());
            assertThat(writes.get() - before).describedAs("push %d", push).isEqualTo(1);
            assertThat(base.packs()).hasSizeLessThanOrEqualTo(PackUsage.MOST_SHARED_PACKS + 1);
        }

        assertThat(new Trees(store, directory.resolve("scratch")).listing(SITE, base.root(), base.packs()))
                .isEqualTo(trees.scan(site).listing());
        assertThat(bytes(base.packs()))
                .describedAs("dead bytes are bounded")
                .isLessThan(3 * bytes(upload(trees.scan(site), List.of()).packs()));
    }

    @Test
    void whatIsGivenUpIsNotNamedAnyMore() throws IOException {
        Base base = upload(trees.scan(site), List.of());
        Set<PackReference> first = new HashSet<>(base.packs());
        for (int push = 1; push <= 70; push++) {
            // After 64 of them a third of the first pack is dead.
            base = upload(edit(base, "page" + push, page(push, push)), base.packs());
        }

        assertThat(base.packs()).doesNotContainAnyElementsOf(first);
        store.delete(Keys.pack(SITE, first.iterator().next().digest()));
        new Trees(store, directory.resolve("scratch"))
                .restore(SITE, base.root(), base.packs(), directory.resolve("copy"));
        assertThat(trees.scan(directory.resolve("copy")).root()).isEqualTo(base.root());
    }

    @Test
    void aLargeFileThatIsReplacedIsNotNamedAnyMore() throws IOException {
        byte[] film = new byte[PackWriter.LARGE + 1];
        Files.write(site.resolve("film"), film);
        Base base = upload(trees.scan(site), List.of());
        assertThat(base.packs()).hasSize(2);
        film[0] = 1;

        Files.write(site.resolve("film"), film);
        Base after = upload(edited(base, "film"), base.packs());

        assertThat(after.packs()).hasSize(3).doesNotContain(alone(base));
        assertThat(trees.listing(SITE, after.root(), after.packs()))
                .isEqualTo(trees.scan(site).listing());
    }

    @Test
    void twoUploadsOfTheSameNeverShareAPack() {
        Base one = upload(trees.scan(site), List.of());
        Base other = upload(trees.scan(site), List.of());

        assertThat(one.root()).isEqualTo(other.root());
        assertThat(one.packs()).doesNotContainAnyElementsOf(other.packs());
    }

    private PackReference alone(Base base) {
        return base.packs().stream()
                .min((one, other) -> Long.compare(one.bytes() - one.indexOffset(), other.bytes() - other.indexOffset()))
                .orElseThrow();
    }

    private Scan edit(Base base, String name, String content) throws IOException {
        Files.writeString(site.resolve(name), content);
        return edited(base, name);
    }

    private Scan edited(Base base, String name) {
        return trees.edit(
                SITE,
                base,
                new TreeEdit(new TreeMap<>(Map.of(TreePath.of(name), new Change.Written(site.resolve(name))))));
    }

    private Base upload(Scan scan, List<PackReference> known) {
        return Base.of(
                trees.upload(SITE, List.of(scan), known).trees().getFirst().artifact());
    }

    private long bytes(List<PackReference> packs) {
        Set<String> named = new HashSet<>();
        packs.forEach(pack -> named.add(Keys.pack(SITE, pack.digest()).value()));
        return Listing.all(store, Keys.packs(SITE)).stream()
                .filter(object -> named.contains(object.key().value()))
                .mapToLong(StoredObject::size)
                .sum();
    }

    private static String page(int number, int version) {
        Random random = new Random(number * 1000L + version);
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            page.append(random.nextInt(100_000)).append(' ');
        }
        return page.toString();
    }
}
