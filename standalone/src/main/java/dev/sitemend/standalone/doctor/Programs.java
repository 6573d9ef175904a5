package dev.sitemend.standalone.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs other programs to see whether they work. */
final class Programs {
    private static final long PATIENCE_SECONDS = 20;

    private Programs() {}

    /** How a program ended, with all that it printed. */
    record Result(int exit, String output) {
        String firstLine() {
            return output.lines().findFirst().orElse("").strip();
        }
    }

    /** Empty when there is no such program. */
    static Optional<Result> run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> read(process));
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.of(new Result(-1, "did not end within %d s".formatted(PATIENCE_SECONDS)));
            }

            return Optional.of(new Result(process.exitValue(), output.join()));
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of(new Result(-1, "interrupted"));
        }
    }

    private static String read(Process process) {
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "unreadable: " + e.getMessage();
        }
    }

    /** Looks for a program by the way that it tells its version. */
    static Finding version(String subject, String remedy, List<String> command) {
        return run(command.toArray(String[]::new))
                .map(result -> result.exit() == 0
                        ? Finding.well(subject, result.firstLine())
                        : Finding.lacking(
                                subject, "ends with %d: %s".formatted(result.exit(), result.firstLine()), remedy))
                .orElseGet(() -> Finding.lacking(subject, "not installed", remedy));
    }
}
