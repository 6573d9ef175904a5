package dev.sitemend.publisher.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.tree.Tree;
import dev.sitemend.store.tree.TreePath;
import dev.sitemend.store.tree.Trees;
import dev.sitemend.store.tree.UploadedTree;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final SiteId SITE = new SiteId("docs");
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("docs/latest", "v1"),
            Map.entry("newest", "docs/latest"),
            Map.entry("home.html", "./docs/../docs/v1/index.html"),
            Map.entry("docs/v1/up", "../.."),
            Map.entry("absolute", "/docs/v1/index.html"),
            Map.entry("outside", "../../etc/passwd"),
            Map.entry("docs/outside", "../../docs/v1/index.html"),
            Map.entry("dangling", "nowhere"),
            Map.entry("loop", "loop"),
            Map.entry("ping", "pong"),
            Map.entry("pong", "ping"),
            Map.entry("through", "home.html/x"));

    @TempDir
    private static Path directory;

    private static Manifest manifest;
    private static Content page;

    @BeforeAll
    static void store() throws IOException {
        Path out = directory.resolve("out");
        Files.createDirectories(out.resolve("docs/v1"));
        Files.writeString(out.resolve("docs/v1/index.html"), "a page");
        for (Map.Entry<String, String> link : PATHS.entrySet()) {
            Files.createSymbolicLink(out.resolve(link.getKey()), Path.of(link.getValue()));
        }

        Trees trees = new Trees(new InMemoryObjectStore(), directory.resolve("scratch"));
        UploadedTree stored =
                trees.upload(SITE, List.of(trees.scan(out)), List.of()).trees().getFirst();
        Tree tree = trees.open(SITE, stored.root(), stored.packs());
        manifest = new Manifest(tree, link -> trees.blob(SITE, link.digest(), stored.packs()));
        page = tree.find(TreePath.of("docs/v1/index.html"))
                .map(entry -> new Content(entry.digest(), entry.size()))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs/v1/index.html",
                "docs/latest/index.html",
                "newest/index.html",
                "home.html",
                "docs/v1/up/home.html",
                "docs/v1/up/docs/v1/up/newest/index.html"
            })
    void linksInsideAreFollowed(String path) {
        assertThat(manifest.find(path)).isEqualTo(new Found.File(page));
    }

    @ParameterizedTest
    @CsvSource({"docs,docs", "docs/v1,docs/v1", "newest,docs/v1", "docs/v1/up,''"})
    void directoriesHaveTheirRealPath(String path, String real) {
        assertThat(manifest.find(path)).isEqualTo(new Found.Directory(real));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "absolute",
                "outside",
                "docs/outside",
                "dangling",
                "loop",
                "ping",
                "through",
                "docs//v1/missing",
                "docs/\0",
                "home.html/x",
                "missing",
                "docs/missing"
            })
    void linksThatLeadOutOrInCirclesOrNowhereAreNothing(String path) {
        assertThat(manifest.find(path)).isEqualTo(new Found.Nothing());
    }
}
