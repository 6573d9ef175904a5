package dev.sitemend.builder.log;

import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.ScheduledExecutorService;

/** Opens the logs of builds. */
public final class BuildLogs {
    private final ScheduledExecutorService timer;

    /** {@code timer} hands out lines that wait for company. */
    public BuildLogs(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * A new log.
     *
     * @param file where the whole log is kept, zstd
     * @param secrets never shown
     * @param listener gets the lines as they come
     */
    public BuildLog open(Path file, Collection<String> secrets, LogListener listener) {
        return new StreamingBuildLog(file, new Mask(secrets), listener, timer);
    }
}
