package dev.sitemend.systemtests.simulation;

import dev.sitemend.builder.build.Logs;
import dev.sitemend.builder.log.BuildLog;
import dev.sitemend.contracts.format.Claim;
import dev.sitemend.contracts.format.SiteSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Logs of builds that go to the simulation's trace, and leave one empty file. */
final class SilentLogs implements Logs {
    private final Scheduler scheduler;
    private final Path file;

    SilentLogs(Scheduler scheduler, Path file) {
        this.scheduler = scheduler;
        this.file = file;
        try {
            if (!Files.exists(file)) {
                Files.createFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public BuildLog open(SiteSettings site, Claim claim) {
        return new BuildLog() {
            @Override
            public void say(String line) {
                scheduler.say(claim.number() + " says: " + line);
            }

            @Override
            public OutputStream stream() {
                return OutputStream.nullOutputStream();
            }

            @Override
            public List<String> tail(int count) {
                return List.of();
            }

            @Override
            public void close() {
                // Nothing is kept.
            }

            @Override
            public Path file() {
                return file;
            }
        };
    }

    @Override
    public void discard(BuildLog log) {
        // There is only the one file.
    }
}
