package dev.sitemend.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.Digest;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.Content;
import dev.sitemend.store.Keys;
import dev.sitemend.store.pack.Sha256;
import dev.sitemend.storetestkit.InMemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack of each version. They stay for ever. */
final class GoldenPackTest {
    private static final SiteId SITE = new SiteId("garden");
    private static final Digest ROOT = new Digest("76c400c16183acd8a600da2be3b6fccebd8010e57a2977b11841619a259297f1");
    private static final PackReference PACK = new PackReference(
            new Digest("cbd29b96ef51aaf35ea21513e69a88e6f1fb545757883bc0cb838db8a1d87f50"), 1141, 114, 564);

    private static final Digest DIVIDED =
            new Digest("e30266efc795f4d312cf0ed8ec61d75f1db15414fec9afef4090c387ac4f0794");
    private static final PackReference DIVIDED_PACK = new PackReference(
            new Digest("36fecfbf3f3ebbc333c37021da91d48371f366c2e4cce4f6cb1d4f641bb1ffc4"), 2982, 58, 2576);

    // One entry: the file "a" with nothing in it. Written by hand after docs/formats.md.
    private static final String NODE = "534d5401" + "00000001" + "66" + "0001" + "61"
            + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" + "0000000000000000";

    @TempDir
    Path directory;

    private final InMemoryObjectStore store = new InMemoryObjectStore();

    private Trees trees() {
        return new Trees(store, directory.resolve("scratch"));
    }

    @Test
    void theGoldenPackIsReadWhole() throws IOException {
        byte[] golden = golden("pack.v1.pack");
        assertThat(Sha256.of(golden)).isEqualTo(PACK.digest());
        store.put(Keys.pack(SITE, PACK.digest()), Content.of(golden));

        Path copy = directory.resolve("copy");
        trees().restore(SITE, ROOT, List.of(PACK), copy);

        assertThat(trees().scan(copy).listing())
                .isEqualTo(trees().scan(source()).listing());
    }

    @Test
    void theGoldenPackWithADividedDirectoryIsReadWhole() throws IOException {
        byte[] golden = golden("pack.v2.pack");
        assertThat(Sha256.of(golden)).isEqualTo(DIVIDED_PACK.digest());
        store.put(Keys.pack(SITE, DIVIDED_PACK.digest()), Content.of(golden));
        Path source = Files.createDirectories(directory.resolve("source"));
        Path wide = Files.createDirectories(source.resolve("wide"));
        for (int i = 0; i < 2100; i++) {
            Files.createFile(wide.resolve("page" + i));
        }
        Files.writeString(source.resolve("index.html"), "<h1>Garden</h1>\n");

        Path copy = directory.resolve("copy");
        trees().restore(SITE, DIVIDED, List.of(DIVIDED_PACK), copy);

        assertThat(trees().scan(source).root()).isEqualTo(DIVIDED);
        assertThat(trees().scan(copy).root()).isEqualTo(DIVIDED);
    }

    @Test
    void theSameTreeHasTheSameDigestToday() throws IOException {
        Uploaded uploaded = trees().upload(SITE, List.of(trees().scan(source())), List.of());

        assertThat(uploaded.trees().getFirst().root()).isEqualTo(ROOT);
        // Frames may differ with the version of zstd; what surrounds them may not.
        PackReference today = uploaded.packs().getFirst();
        byte[] written = store.get(Keys.pack(SITE, today.digest())).orElseThrow();
        assertThat(written).startsWith("SMPACK\0\2".getBytes(StandardCharsets.US_ASCII));
        assertThat(written).endsWith("SMPACK\0\2".getBytes(StandardCharsets.US_ASCII));
        assertThat(today.bytes() - today.indexOffset()).isEqualTo(PACK.bytes() - PACK.indexOffset());
    }

    @Test
    void aTreeNodeIsWhatTheDocumentSays() throws IOException {
        byte[] node = HexFormat.of().parseHex(NODE);
        Path one = Files.createDirectories(directory.resolve("one"));
        Files.createFile(one.resolve("a"));

        assertThat(trees().scan(one).root()).isEqualTo(Sha256.of(node));
        assertThat(TreeNode.decode(Sha256.of(node), node))
                .isInstanceOfSatisfying(
                        DirectoryNode.class,
                        directory -> assertThat(directory.entry(0).kind()).isEqualTo(EntryKind.FILE));
    }

    private Path source() throws IOException {
        Path source = directory.resolve("source");
        Files.createDirectories(source.resolve("empty"));
        Files.createDirectories(source.resolve("blog/2026"));
        Files.writeString(source.resolve("index.html"), "<h1>Garden</h1>\n");
        Files.writeString(source.resolve("blog/2026/first.html"), "<p>Rain.</p>\n".repeat(20));
        Files.writeString(source.resolve("run"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(
                source.resolve("run"), java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(source.resolve("home"), Path.of("index.html"));
        Files.writeString(source.resolve(RawNames.path("line\nbreak 🌱".getBytes(StandardCharsets.UTF_8))), "odd\n");
        return source;
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = GoldenPackTest.class.getResourceAsStream("/golden/" + name)) {
            if (in == null) {
                throw new AssertionError("There is no golden file src/test/resources/golden/" + name);
            }
            return in.readAllBytes();
        }
    }
}
