package dev.sitemend.builder.checkout;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** In how many pieces a mirror's objects lie: each fetch adds some. */
enum MirrorSize {
    COMPACT,
    SCATTERED;

    // Git's own gc.autoPackLimit.
    private static final int MOST_PACKS = 50;

    // One of Git's 256 folders of loose objects; 6,700 in all are Git's gc.auto.
    private static final String SAMPLE = "17";
    private static final int MOST_LOOSE_IN_SAMPLE = 6700 / 256;

    static MirrorSize of(Path mirror) {
        Path objects = mirror.resolve("objects");
        boolean scattered = holdsMore(objects.resolve("pack"), "*.pack", MOST_PACKS)
                || holdsMore(objects.resolve(SAMPLE), "*", MOST_LOOSE_IN_SAMPLE);
        return scattered ? SCATTERED : COMPACT;
    }

    private static boolean holdsMore(Path folder, String pattern, int most) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        int found = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, pattern)) {
            for (Path _ : files) {
                if (++found > most) {
                    return true;
                }
            }
        } catch (IOException e) {
            throw new CheckoutException("Cannot list " + folder + ": " + e.getMessage(), e);
        }
        return false;
    }
}
