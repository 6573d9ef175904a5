package dev.sitemend.standalone;

import dev.sitemend.cli.CommandFailedException;
import dev.sitemend.cli.ExitCode;
import dev.sitemend.cli.Output;
import dev.sitemend.cli.Surroundings;
import dev.sitemend.cli.Words;
import dev.sitemend.standalone.demo.Demo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sitemend demo}. */
@Command(
        name = "demo",
        description = "A real ikiwiki: a push, a refresh, a refresh that breaks and heals, a quarantine and its end. On"
                + " a folder of its own, which is removed afterwards.")
final class DemoCommand implements Callable<Integer> {
    @Option(names = "--keep", description = "Afterwards keep serving it, until Ctrl-C.")
    private boolean keep;

    @Option(names = "--sandbox", paramLabel = "bwrap|none", description = "How builds are kept apart; else bwrap.")
    private @Nullable String sandbox;

    private final Surroundings surroundings;

    DemoCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (Stream.of("/usr/bin", "/usr/local/bin", "/bin").noneMatch(bin -> Files.exists(Path.of(bin, "ikiwiki")))) {
            throw new CommandFailedException(
                    ExitCode.FAILED, "The demo builds a real ikiwiki, which is not installed: apt-get install ikiwiki");
        }

        Instant begin = surroundings.clock().instant();
        Path folder = Files.createTempDirectory("sitemend-demo");
        CountDownLatch end = new CountDownLatch(1);
        Output output = new Output(surroundings);
        UpSettings settings = new UpSettings(
                folder.resolve("data"),
                UpSettings.Ports.ANY,
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(sandbox));
        Installation installation = new Startup(surroundings).start(settings, reason -> {
            output.progress(reason);
            end.countDown();
        });
        Thread hook = new Thread(() -> clean(installation, folder), "stop");
        Runtime.getRuntime().addShutdownHook(hook);
        new Demo(installation.addresses(), token(installation), folder.resolve("garden"), surroundings).run();
        output.line("");
        output.line("It took %s."
                .formatted(Words.duration(
                        Duration.between(begin, surroundings.clock().instant()))));
        if (keep) {
            output.line("Look around: %s/ and the garden's pages. Ctrl-C ends it."
                    .formatted(installation.addresses().url()));
            end.await();
        }

        return ExitCode.DONE.code();
    }

    private static String token(Installation installation) throws IOException {
        return Files.readString(installation.data().folder("admin-token")).strip();
    }

    private static void clean(Installation installation, Path folder) {
        installation.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException _) {
            // A folder below the temporary one: whoever cleans that finds it.
        }
    }
}
