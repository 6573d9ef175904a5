package dev.sitemend.builder.sandbox;

import java.time.Duration;

/**
 * Where a build ends by force, with all its processes.
 *
 * @param wallClock from start to end
 * @param silence without a byte of output
 * @param logBytes of output
 * @param memoryBytes of all processes together
 * @param processes at the same time
 * @param diskBytes written below the workspace
 */
public record Limits(
        Duration wallClock, Duration silence, long logBytes, long memoryBytes, int processes, long diskBytes) {
    private static final long MEBIBYTE = 1024 * 1024;

    public static final Limits DEFAULT = new Limits(
            Duration.ofMinutes(30), Duration.ofMinutes(5), 64 * MEBIBYTE, 4096 * MEBIBYTE, 512, 10 * 1024 * MEBIBYTE);

    public Limits withWallClock(Duration duration) {
        return new Limits(duration, silence, logBytes, memoryBytes, processes, diskBytes);
    }

    public Limits withSilence(Duration duration) {
        return new Limits(wallClock, duration, logBytes, memoryBytes, processes, diskBytes);
    }

    public Limits withLogBytes(long bytes) {
        return new Limits(wallClock, silence, bytes, memoryBytes, processes, diskBytes);
    }

    public Limits withMemoryBytes(long bytes) {
        return new Limits(wallClock, silence, logBytes, bytes, processes, diskBytes);
    }

    public Limits withProcesses(int count) {
        return new Limits(wallClock, silence, logBytes, memoryBytes, count, diskBytes);
    }

    public Limits withDiskBytes(long bytes) {
        return new Limits(wallClock, silence, logBytes, memoryBytes, processes, bytes);
    }
}
