package dev.sitemend.store.tree;

import dev.sitemend.contracts.format.PackReference;
import dev.sitemend.contracts.id.SiteId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A process of its own with little memory: one folder of many small files, and a film, go to the store and back. */
final class BigSite {
    private static final SiteId SITE = new SiteId("garden");
    private static final int MEGABYTE = 1024 * 1024;

    private final Path directory;

    private BigSite(Path directory) {
        this.directory = directory;
    }

    /** Takes a directory to work in, the number of files, and the film's size in MiB. */
    public static void main(String[] arguments) throws IOException {
        BigSite site = new BigSite(Path.of(arguments[0]));
        site.fill(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        site.run();
    }

    private void fill(int files, int megabytes) throws IOException {
        Path wide = Files.createDirectories(directory.resolve("site/wide"));
        for (int i = 0; i < files; i++) {
            Files.writeString(wide.resolve("page" + i + ".html"), "page number " + i);
        }
        byte[] piece = new byte[MEGABYTE];
        Random random = new Random(1);
        try (OutputStream film = Files.newOutputStream(directory.resolve("site/film"))) {
            for (int i = 0; i < megabytes; i++) {
                random.nextBytes(piece);
                film.write(piece);
            }
        }
    }

    private void run() throws IOException {
        Trees trees = trees();
        Base base = upload(trees, trees.scan(directory.resolve("site")), List.of());
        Path page = Files.writeString(directory.resolve("page"), "another page");
        Scan edited = trees.edit(
                SITE,
                base,
                new TreeEdit(new TreeMap<>(Map.of(TreePath.of("wide/page5.html"), new Change.Written(page)))));
        Base after = upload(trees, edited, base.packs());

        Trees cold = trees();
        require(cold.difference(open(cold, base), open(cold, after))
                .modified()
                .equals(List.of(TreePath.of("wide/page5.html"))));
        cold.restore(SITE, after.root(), after.packs(), directory.resolve("copy"));
        Scan again = cold.scan(directory.resolve("copy"));
        require(again.root().equals(after.root()));
        require(cold.upload(SITE, List.of(again), after.packs()).sentObjects() == 0);
    }

    private Trees trees() {
        return new Trees(new StoreInFolder(directory.resolve("store")), directory.resolve("scratch"));
    }

    private static Tree open(Trees trees, Base base) {
        return trees.open(SITE, base.root(), base.packs());
    }

    private static Base upload(Trees trees, Scan scan, List<PackReference> known) {
        return Base.of(
                trees.upload(SITE, List.of(scan), known).trees().getFirst().artifact());
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("What came back is not what was sent");
        }
    }
}
