package dev.sitemend.trigger.status.log;

import dev.sitemend.contracts.id.BuildNumber;
import dev.sitemend.contracts.id.SiteId;
import dev.sitemend.store.build.Builds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The lines of one build from any line on, to the end. While the build runs they come from the topic, and when it has
 * ended the rest comes from the object store, so that no line is missing and none comes twice.
 */
public final class LogReader {
    private static final int AT_ONCE = 1_000;
    // How often a reader looks whether its build has ended, should nobody wake it.
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final RunningLogs running;
    private final Builds builds;

    public LogReader(RunningLogs running, Builds builds) {
        this.running = running;
        this.builds = builds;
    }

    /** Takes the lines one after the other. */
    public interface Lines {
        /** The line with this number, counted from 0. */
        void line(long number, String text) throws IOException;

        /** Nothing more is there right now: what was said so far should be seen. */
        void pause() throws IOException;
    }

    /** What there is now, without waiting for more. */
    public void readNow(SiteId site, BuildNumber build, long from, Lines lines)
            throws IOException, InterruptedException {
        Optional<InputStream> kept = builds.log(site, build);
        if (kept.isPresent()) {
            stored(kept.get(), from, lines);
            return;
        }

        Optional<RunningLog> log = running.log(site, build);
        if (log.isPresent()) {
            live(log.get(), from, Duration.ZERO, lines);
        }
    }

    /**
     * All lines to the end of the build.
     *
     * @param hasEnded whether the build has ended: then its whole log is kept, or never will be
     * @param goesOn false makes the reader stop early
     */
    public void follow(
            SiteId site, BuildNumber build, long from, BooleanSupplier hasEnded, BooleanSupplier goesOn, Lines lines)
            throws IOException, InterruptedException {
        long next = from;
        while (goesOn.getAsBoolean()) {
            // Asked first: what is printed between the question and the read is in the store's log, or in the next
            // round.
            if (hasEnded.getAsBoolean()) {
                readNow(site, build, next, lines);
                return;
            }

            next = live(running.expected(site, build), next, PATIENCE, lines);
            lines.pause();
        }
    }

    private static long live(RunningLog log, long from, Duration patience, Lines lines)
            throws IOException, InterruptedException {
        long next = from;
        List<String> read = log.read(next, AT_ONCE, patience);
        while (!read.isEmpty()) {
            for (String line : read) {
                lines.line(next++, line);
            }
            read = log.read(next, AT_ONCE, Duration.ZERO);
        }
        return next;
    }

    private static void stored(InputStream log, long from, Lines lines) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (number >= from) {
                    lines.line(number, line);
                }
                number++;
            }
        }
    }
}
