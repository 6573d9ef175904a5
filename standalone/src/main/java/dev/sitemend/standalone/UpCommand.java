package dev.sitemend.standalone;

import dev.sitemend.cli.ExitCode;
import dev.sitemend.cli.Output;
import dev.sitemend.cli.ServerFile;
import dev.sitemend.cli.Surroundings;
import dev.sitemend.cli.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sitemend up}: everything in one process. */
@Command(
        name = "up",
        description = "Starts everything in one process, and prints where to go and how to push. Ctrl-C ends it.")
final class UpCommand implements Callable<Integer> {
    /** Ten seconds are promised; what is not done then is mended at the next start. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(9);

    @Mixin
    private final UpOptions options = new UpOptions();

    @Option(names = "--install", description = "First installs the Debian packages that are missing.")
    private boolean install;

    @Parameters(paramLabel = "REPOSITORY", arity = "0..*", description = "A path or URL; each becomes a site.")
    private List<String> repositories = List.of();

    private final Surroundings surroundings;

    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Output output = new Output(surroundings);
        if (install) {
            output.progress("--install is done by the launcher ./sitemend, before this program starts.");
        }

        Instant begin = surroundings.clock().instant();
        CountDownLatch end = new CountDownLatch(1);
        Startup startup = new Startup(surroundings);
        Installation installation = startup.start(options.settings(surroundings), reason -> {
            output.progress(reason);
            end.countDown();
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(installation, output), "stop"));
        new Repositories(installation.addresses(), installation.data().path(), surroundings).register(repositories);
        ready(installation, Duration.between(begin, surroundings.clock().instant()), output);
        end.await();
        return ExitCode.FAILED.code();
    }

    private void ready(Installation installation, Duration took, Output output) {
        ServerFile addresses = installation.addresses();
        String path = installation.data().path().toString();
        boolean usual =
                installation.data().path().equals(surroundings.defaultData().toAbsolutePath());
        String data = usual ? "" : " --data " + path;
        output.line("ready after " + Words.duration(took));
        output.line("");
        output.line("  API and Git  %s/".formatted(addresses.url()));
        output.line("  sites        %s/".formatted(addresses.sitesUrl().replace("://", "://<site>.")));
        output.line("  metrics      %s/actuator/prometheus".formatted(addresses.management()));
        output.line("  data         %s".formatted(path));
        output.line("");
        output.line("A site of your own, in Sitemend's Git:");
        output.line("  ./sitemend site add garden" + data);
        output.line("  git push %s HEAD:main"
                .formatted(addresses.url().replace("://", "://git:$(cat %s/admin-token)@".formatted(path))
                        + "/git/garden.git"));
        output.line("A site whose Git is elsewhere:");
        output.line("  ./sitemend site add garden --repository URL" + data);
        output.line("");
        output.line("Ctrl-C ends it.");
    }

    private static void stop(Installation installation, Output output) {
        Thread guard = Thread.ofPlatform().daemon().name("stop-guard").start(() -> {
            try {
                Thread.sleep(LONGEST_STOP);
                output.progress("Not all parts ended in time; the next start mends what they left.");
                Runtime.getRuntime().halt(ExitCode.FAILED.code());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            installation.close();
            output.progress("Stopped.");
        } catch (IllegalStateException e) {
            output.progress(e.getMessage() == null ? e.toString() : e.getMessage());
        }

        guard.interrupt();
    }
}
