package dev.sitemend.systemtests.scenario;

import dev.sitemend.cli.ServerFile;
import dev.sitemend.store.ObjectStore;
import dev.sitemend.store.Stores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A whole Sitemend in a process of its own, started as the launcher starts it. Its ports stay the same over restarts.
 */
final class Sitemend implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(15);

    private final Path data;
    private final List<String> arguments;
    private final Servers servers;
    private @Nullable Process process;

    private Sitemend(Path data, List<String> arguments, Servers servers) {
        this.data = data;
        this.arguments = arguments;
        this.servers = servers;
    }

    /** Starts one on an empty folder, on the servers that this run of the scenarios is about. */
    static Sitemend startIn(Path data) {
        return startOn(Servers.startChosen(), data);
    }

    /** Starts one on an empty folder and on servers of its own, which end with it. */
    static Sitemend startOn(Servers servers, Path data) {
        List<String> arguments = new ArrayList<>(List.of("up", "--data", data.toString()));
        List<String> options = List.of("--port", "--sites-port", "--management-port");
        List<Integer> ports = FreePorts.of(options.size());
        for (int i = 0; i < options.size(); i++) {
            arguments.add(options.get(i));
            arguments.add(ports.get(i).toString());
        }
        arguments.addAll(servers.arguments());

        Sitemend sitemend = new Sitemend(data, arguments, servers);
        sitemend.start();
        return sitemend;
    }

    /** Returns when it says that it is ready. */
    void start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                // Its own, not that of the tests.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sitemend.standalone.Standalone"));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(servers.environment());
            Process started = builder.start();
            process = started;
            awaitReady(started);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start Sitemend", e);
        }
    }

    private static void awaitReady(Process started) {
        CompletableFuture<String> ready = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            StringBuilder said = new StringBuilder();
            try (BufferedReader reader = started.inputReader(StandardCharsets.UTF_8)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    said.append(line).append('\n');
                    if (line.startsWith("ready")) {
                        ready.complete(line);
                    }
                }
            } catch (IOException e) {
                said.append(e);
            }
            ready.completeExceptionally(new IllegalStateException("Sitemend ended and said:\n" + said));
        });
        try {
            ready.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            started.destroyForcibly();
            throw new IllegalStateException("Sitemend did not get ready: " + e.getMessage(), e);
        }
    }

    /** {@code kill -9}: no hook runs, nothing is flushed. */
    void kill() {
        end(running().destroyForcibly());
    }

    @Override
    public void close() {
        try (servers) {
            Process running = process;
            if (running == null || !running.isAlive()) {
                return;
            }

            running.destroy();
            if (!end(running)) {
                end(running.destroyForcibly());
            }
        }
    }

    private static boolean end(Process process) {
        try {
            return process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("Sitemend was not started");
        }

        return process;
    }

    Path data() {
        return data;
    }

    ServerFile addresses() {
        return ServerFile.read(data).orElseThrow(() -> new IllegalStateException("Nothing runs on " + data));
    }

    String adminToken() {
        return text("admin-token");
    }

    String secret() {
        return text("secret");
    }

    private String text(String name) {
        try {
            return Files.readString(data.resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }

    Api api() {
        return new Api(addresses().url(), adminToken());
    }

    Visitor visitor() {
        return new Visitor(addresses().sitesUrl());
    }

    /** Creates a site that lives in Sitemend's own Git, and a person who writes for it. */
    Author newSite(String name, Path workingCopies) {
        api().createSite(name);
        return author(name, workingCopies.resolve(name));
    }

    /** A person with an empty working copy of a site that exists. */
    Author author(String site, Path workingCopy) {
        String remote = addresses().url().replace("://", "://git:" + adminToken() + "@") + "/git/" + site + ".git";
        return Author.startIn(workingCopy, remote);
    }

    /** The store beneath, as an operator with the keys sees it. */
    ObjectStore store() {
        return Stores.open(servers.store(this), new SimpleMeterRegistry());
    }

    Aftermath aftermath(String site) {
        return new Aftermath(this, site);
    }
}
