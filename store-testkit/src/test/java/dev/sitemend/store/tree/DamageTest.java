package dev.sitemend.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Content;
import dev.sitemend.store.Keys;
import dev.sitemend.store.ObjectKey;
import dev.sitemend.store.UnreadableObjectException;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every pack of a site truncated, flipped or removed, one at a time. */
final class DamageTest {
    private static final SiteId SITE = new SiteId("garden");

    @TempDir
    Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();
    private Path site;
    private Base base;
    private int tries;

    @BeforeEach
    void pushTwice() throws IOException {
        site = Files.createDirectories(directory.resolve("site"));
        Files.createDirectories(site.resolve("deep"));
        Files.writeString(site.resolve("index.html"), "home ".repeat(20));
        Files.writeString(site.resolve("deep/page.html"), "some page ".repeat(30));
        base = upload(trees().scan(site), List.of());
        base = upload(edited("deep/page.html", "another page ".repeat(30)), base.packs());
        assertThat(base.packs()).hasSize(2);
    }

    @Test
    void whatIsReadIsRightOrUnreadable() throws IOException {
        for (PackReference pack : base.packs()) {
            ObjectKey key = Keys.pack(SITE, pack.digest());
            byte[] whole = store.get(key).orElseThrow();
            for (byte[] damaged : damages(whole)) {
                store.put(key, Content.of(damaged));
                readAll();
            }
            store.delete(key);
            readAll();
            store.put(key, Content.of(whole));
        }
    }

    @Test
    void anEditUponDamageFailsAsUnreadableAndAWholeUploadRepairs() throws IOException {
        Files.writeString(site.resolve("index.html"), "changed");
        for (PackReference pack : base.packs()) {
            ObjectKey key = Keys.pack(SITE, pack.digest());
            byte[] whole = store.get(key).orElseThrow();
            for (byte[] damaged : damages(whole)) {
                store.put(key, Content.of(damaged));
                build(damaged.length == whole.length);
            }
            store.delete(key);
            build(false);
            store.put(key, Content.of(whole));
        }
    }

    /** Flips one bit of every byte behind the header, in strides, and cuts the end off. */
    private static List<byte[]> damages(byte[] whole) {
        List<byte[]> damages = new ArrayList<>();
        for (int at = 24; at < whole.length; at += 3) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            damages.add(damaged);
        }
        damages.add(new byte[0]);
        damages.add(Arrays.copyOf(whole, whole.length / 2));
        damages.add(Arrays.copyOf(whole, whole.length - 1));
        return damages;
    }

    private void readAll() throws IOException {
        Trees trees = trees();
        Path into = directory.resolve("copy" + tries++);
        try {
            trees.restore(SITE, base.root(), base.packs(), into);
            assertThat(trees.scan(into).root()).isEqualTo(base.root());
        } catch (UnreadableObjectException e) {
            assertThat(e).hasMessageStartingWith("Cannot ");
        }
    }

    private void build(boolean mayNotBeSeen) throws IOException {
        Trees trees = trees();
        try {
            TreeEdit edit = edit("index.html");
            Uploaded uploaded = trees.upload(SITE, List.of(trees.edit(SITE, base, edit)), List.of());
            assertThat(mayNotBeSeen)
                    .describedAs("a blob that nobody read may be damaged in place")
                    .isTrue();
            assertThat(uploaded.trees().getFirst().root())
                    .isEqualTo(trees.scan(site).root());
        } catch (UnreadableObjectException e) {
            assertThat(e).hasMessageStartingWith("Cannot ");
        }

        // What the builder does about a miss: it reads all, learns what is damaged, and sends the whole directory.
        readAll(trees);
        UploadedTree repaired = trees.upload(SITE, List.of(trees.scan(site)), base.packs())
                .trees()
                .getFirst();
        Path into = directory.resolve("repaired" + tries++);
        trees().restore(SITE, repaired.root(), repaired.packs(), into);
        assertThat(trees.scan(into).root()).isEqualTo(trees.scan(site).root());
    }

    private void readAll(Trees trees) {
        try {
            trees.restore(SITE, base.root(), base.packs(), directory.resolve("miss" + tries++));
        } catch (UnreadableObjectException e) {
            assertThat(e).hasMessageStartingWith("Cannot ");
        }
    }

    private Trees trees() {
        return new Trees(store, directory.resolve("scratch"));
    }

    private Scan edited(String path, String content) throws IOException {
        Files.writeString(site.resolve(path), content);
        return trees().edit(SITE, base, edit(path));
    }

    private TreeEdit edit(String path) {
        return new TreeEdit(new TreeMap<>(Map.of(TreePath.of(path), new Change.Written(site.resolve(path)))));
    }

    private Base upload(Scan scan, List<PackReference> known) {
        return Base.of(
                trees().upload(SITE, List.of(scan), known).trees().getFirst().artifact());
    }
}
