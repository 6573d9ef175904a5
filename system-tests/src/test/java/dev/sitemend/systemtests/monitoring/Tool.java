package dev.sitemend.systemtests.monitoring;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program of Debian's package {@code prometheus}. */
enum Tool {
    PROMETHEUS,
    PROMTOOL;

    private static final int LONGEST_SECONDS = 60;

    /** Skips the test, aloud, where the program is not installed. */
    Path installed() {
        String name = name().toLowerCase(java.util.Locale.ROOT);
        List<Path> found = Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(
                !found.isEmpty(),
                () -> "No " + name + " here, so nothing was asked of a real Prometheus: apt-get install prometheus");
        return found.getFirst();
    }

    /** How it ended, and all that it said. */
    record Result(int status, String said) {}

    Result run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of(installed().toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " did not end");
            }
            return new Result(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
