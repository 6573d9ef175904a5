package dev.sitemend.standalone;

import dev.sitemend.cli.ServerFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** {@code sitemend up} in a process of its own, as a person starts it, but on any free ports. */
final class UpProcess implements AutoCloseable {
    private static final long START_SECONDS = 180;

    private final Path data;
    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private UpProcess(Path data, Process process) {
        this.data = data;
        this.process = process;
    }

    /** Returns when it has printed {@code ready}. */
    static UpProcess start(Path data, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Standalone.class.getName(),
                "up",
                "--port",
                "0",
                "--data",
                data.toString()));
        command.addAll(List.of(more));
        UpProcess up = new UpProcess(
                data, new ProcessBuilder(command).redirectErrorStream(true).start());
        Thread.ofVirtual().start(up::read);
        try {
            up.ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            up.close();
            throw new IllegalStateException("It did not start. It said: " + String.join("\n", up.lines), e);
        }

        return up;
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.startsWith("ready")) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            lines.add(e.toString());
        }

        ready.completeExceptionally(new IllegalStateException("ended"));
    }

    ServerFile addresses() {
        return ServerFile.read(data).orElseThrow();
    }

    String adminToken() throws IOException {
        return Files.readString(data.resolve("admin-token")).strip();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** TERM; whether it was gone in time. */
    boolean endsWithin(long seconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
