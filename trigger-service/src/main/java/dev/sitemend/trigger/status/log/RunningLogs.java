package dev.sitemend.trigger.status.log;

import dev.sitemend.contracts.event.LogEvent.LogChunk;
import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The lines of the builds that run now, in files of a directory that is emptied at each start. */
public final class RunningLogs implements AutoCloseable {
    // A build is silent for 5 minutes at most, unless its site allows more; its log is complete in the object store
    // then.
    private static final Duration KEPT_WHILE_SILENT = Duration.ofMinutes(30);
    private static final int MOST = 100;

    private final Path directory;
    private final Clock clock;
    private final Map<Key, RunningLog> logs = new ConcurrentHashMap<>();

    private record Key(SiteId site, BuildNumber build) {}

    public RunningLogs(Path directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /** Makes the directory, and deletes what an earlier process left in it. */
    public void begin() {
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, "*.log")) {
                for (Path leftover : leftovers) {
                    Files.delete(leftover);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + directory + " for running logs: " + e.getMessage(), e);
        }
    }

    /** Takes in lines; doubles are harmless. */
    public void append(LogChunk chunk) {
        expected(chunk.site(), chunk.build()).append(chunk.firstLine(), chunk.lines(), clock.instant());
    }

    /** The build has ended: its whole log is in the object store, if one was kept. */
    public void ended(SiteId site, BuildNumber build) {
        RunningLog log = logs.get(new Key(site, build));
        if (log != null) {
            log.wake();
        }
        sweep();
    }

    /** The log of a build that runs, though it may not have printed anything yet. */
    RunningLog expected(SiteId site, BuildNumber build) {
        return logs.computeIfAbsent(new Key(site, build), this::open);
    }

    Optional<RunningLog> log(SiteId site, BuildNumber build) {
        return Optional.ofNullable(logs.get(new Key(site, build)));
    }

    @Override
    public void close() {
        logs.keySet().forEach(this::drop);
    }

    private RunningLog open(Key key) {
        return new RunningLog(directory.resolve(key.site() + "-" + key.build().value() + ".log"), clock.instant());
    }

    private void sweep() {
        Instant oldest = clock.instant().minus(KEPT_WHILE_SILENT);
        logs.entrySet().stream()
                .filter(entry -> entry.getValue().touchedAt().isBefore(oldest))
                .map(Map.Entry::getKey)
                .forEach(this::drop);
        logs.entrySet().stream()
                .sorted(Comparator.comparing(
                        (Map.Entry<Key, RunningLog> entry) -> entry.getValue().touchedAt(), Comparator.reverseOrder()))
                .skip(MOST)
                .map(Map.Entry::getKey)
                .forEach(this::drop);
    }

    private void drop(Key key) {
        RunningLog log = logs.remove(key);
        if (log != null) {
            log.close();
        }
    }
}
