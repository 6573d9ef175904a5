package dev.sitemend.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Memory is bounded, whatever a site weighs: a JVM that is given less than its content does all of it. */
final class MemoryTest {
    @TempDir
    Path directory;

    @Test
    void aFolderOfManyFilesAndAFilmNeedLittleMemory() throws Exception {
        run("64m", 20_000, 80);
    }

    /** Takes minutes, and 5 GB on the disk. */
    @Test
    @EnabledIfSystemProperty(named = "trees.million", matches = "true")
    void aMillionFilesInOneFolderAndAFilmOf200MegabytesNeed256Megabytes() throws Exception {
        run("256m", 1_000_000, 200);
    }

    private void run(String heap, int files, int megabytes) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BigSite.class.getName(),
                        directory.toString(),
                        String.valueOf(files),
                        String.valueOf(megabytes))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).describedAs(Files.readString(log)).isZero();
    }
}
