package dev.sitemend.standalone;

import dev.sitemend.cli.CommandFailedException;
import dev.sitemend.cli.ExitCode;
import dev.sitemend.cli.Output;
import dev.sitemend.cli.Surroundings;
import dev.sitemend.embedded.PortTakenException;
import dev.sitemend.startup.StartFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Brings an installation up and says in a person's words why it could not. */
final class Startup {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Surroundings surroundings;

    Startup(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Returns when {@code GET /readyz} says yes. */
    Installation start(UpSettings settings, Consumer<String> onFailure) throws InterruptedException {
        Path logs = settings.data().toAbsolutePath().resolve("log");
        logTo(logs, LogFormat.of(surroundings.environment()));
        new Output(surroundings).progress("Starting Sitemend on %s".formatted(settings.data()));
        Installation installation;
        try {
            installation = Installation.start(settings, surroundings.environment(), onFailure);
        } catch (PortTakenException e) {
            throw new CommandFailedException(ExitCode.REFUSED, portTaken(e, settings.ports()));
        } catch (CommandFailedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "Cannot start: %s%nThe whole story is in %s/sitemend.log".formatted(reason(e), logs));
        }

        try {
            awaitReady(installation);
        } catch (CommandFailedException e) {
            installation.close();
            throw e;
        }

        return installation;
    }

    /** Before anything logs: what logs first reads the configuration. */
    private static void logTo(Path logs, LogFormat format) {
        format.use(logs);
        // Once, before several threads want it at the same time.
        LoggerFactory.getILoggerFactory();
        // The web server logs through the JDK.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Names the option that chooses another port. */
    private static String portTaken(PortTakenException taken, UpSettings.Ports ports) {
        int port = taken.port();
        String option = port == ports.api()
                ? "--port"
                : port == ports.sites()
                        ? "--sites-port"
                        : port == ports.management()
                                ? "--management-port"
                                : port == ports.kafka() ? "--kafka-port" : "--store-port";
        return "%s.%nEnd it (who it is: ss -ltnp 'sport = :%d'), or choose another port: %s PORT, 0 for any free one."
                .formatted(taken.getMessage(), port, option);
    }

    /** What a service says of it, else the innermost message: frameworks wrap it in many that say nothing. */
    private static String reason(Throwable failure) {
        return StartFailure.of(failure).map(StartFailure::message).orElseGet(() -> innermost(failure));
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }

        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private void awaitReady(Installation installation) throws InterruptedException {
        URI ready = URI.create(installation.addresses().url() + "/readyz");
        try (HttpClient client = HttpClient.newHttpClient()) {
            String answer = "";
            for (Duration waited = Duration.ZERO; waited.compareTo(LONGEST_WAIT) < 0; waited = waited.plus(PAUSE)) {
                answer = ask(client, ready);
                if (answer.isEmpty()) {
                    return;
                }

                surroundings.pauses().pause(PAUSE);
            }

            throw new CommandFailedException(
                    ExitCode.FAILED,
                    "Cannot start: %s is not ready after %d s: %s".formatted(ready, LONGEST_WAIT.toSeconds(), answer));
        }
    }

    /** Empty when it is ready, else what it said. */
    private static String ask(HttpClient client, URI ready) throws InterruptedException {
        try {
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? "" : "HTTP %d %s".formatted(response.statusCode(), response.body());
        } catch (IOException e) {
            return e.toString();
        }
    }
}
