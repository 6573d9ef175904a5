package dev.sitemend.standalone;

import dev.sitemend.cli.ExitCode;
import dev.sitemend.cli.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** Starts everything on an empty folder and stops it, so that the JVM can note what a start loads. For the launcher. */
@Command(name = "rehearse", hidden = true, description = "Starts and stops on an empty folder.")
final class RehearseCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sitemend-rehearsal");
        try {
            UpSettings settings = new UpSettings(
                    folder, UpSettings.Ports.ANY, Optional.empty(), Optional.empty(), Optional.of("none"));
            new Startup(Surroundings.ofThisProcess()).start(settings, _ -> {}).close();
            return ExitCode.DONE.code();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }
}
