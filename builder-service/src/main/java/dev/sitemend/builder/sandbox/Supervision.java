package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Watches one command until it ends or reaches a limit; kills what is left of it in either case. */
final class Supervision {
    // Long enough to cost little (a look takes 3 ms where 200 processes run: 1.5 %), short enough that a fork bomb
    // stays small.
    private static final long LOOK_MILLIS = 200;
    private static final int DISK_SIGNAL = 25;
    private static final int LAST_SIGNAL = 64;
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Limits limits;
    private final Workspace workspace;
    private final Tree tree;

    Supervision(Limits limits, Workspace workspace, Tree tree) {
        this.limits = limits;
        this.workspace = workspace;
        this.tree = tree;
    }

    /** The processes of a command. */
    interface Tree {
        List<Long> pids();

        /** Returns when none is left, or after some seconds of trying. */
        void kill() throws InterruptedException;
    }

    Exit watch(Process process, OutputStream output) throws InterruptedException {
        long started = System.nanoTime();
        OutputPump pump = new OutputPump(process.getInputStream(), output, limits.logBytes(), started);
        Thread reader = Thread.ofVirtual().name("sandbox-output").start(pump);
        DiskMeter disk = new DiskMeter(workspace, started);
        Optional<Exit> limit = Optional.empty();
        try {
            while (limit.isEmpty() && !process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                limit = look(started, pump, disk);
            }
        } finally {
            killAll(process);
        }
        process.waitFor();
        if (!reader.join(LAST_WORDS)) {
            close(process);
        }
        if (limit.isEmpty() && pump.bytes() > limits.logBytes()) {
            limit = Optional.of(logLimit());
        }
        return limit.orElseGet(() -> exit(process.exitValue(), pump));
    }

    private void killAll(Process process) throws InterruptedException {
        // Twice: an interrupted thread must still leave nothing behind.
        boolean interrupted = Thread.interrupted();
        try {
            tree.kill();
        } finally {
            // By its handle: Process.destroyForcibly also closes the pipe, with the last words still in it.
            process.toHandle().destroyForcibly();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<Exit> look(long started, OutputPump pump, DiskMeter disk) {
        long now = System.nanoTime();
        if (now - started > limits.wallClock().toNanos()) {
            return reached(Limit.WALL_CLOCK, "ran longer than " + Amounts.of(limits.wallClock()));
        }
        if (now - Math.max(started, pump.lastByte()) > limits.silence().toNanos()) {
            return reached(Limit.SILENCE, "printed nothing for " + Amounts.of(limits.silence()));
        }
        if (pump.bytes() > limits.logBytes()) {
            return Optional.of(logLimit());
        }
        List<Long> pids = tree.pids();
        if (pids.size() > limits.processes()) {
            return Optional.of(processLimit());
        }
        long memory = pids.stream().mapToLong(ProcessTable::memory).sum();
        if (memory > limits.memoryBytes()) {
            return reached(Limit.MEMORY, "took more than " + Amounts.ofBytes(limits.memoryBytes()) + " of memory");
        }
        if (disk.used(now, limits.diskBytes()) > limits.diskBytes()) {
            return reached(Limit.DISK, "wrote more than " + Amounts.ofBytes(limits.diskBytes()) + " to disk");
        }
        return Optional.empty();
    }

    private Exit logLimit() {
        return new Exit.LimitReached(Limit.LOG_SIZE, "printed more than " + Amounts.ofBytes(limits.logBytes()));
    }

    private Exit processLimit() {
        return new Exit.LimitReached(Limit.PROCESSES, "ran more than " + limits.processes() + " processes at a time");
    }

    private static Optional<Exit> reached(Limit limit, String message) {
        return Optional.of(new Exit.LimitReached(limit, message));
    }

    private Exit exit(int status, OutputPump pump) {
        String beginning = pump.beginning();
        if (status == 1 && beginning.startsWith("bwrap: ")) {
            return new Exit.NotStarted(beginning.lines().findFirst().orElse(beginning));
        }
        if (status > 128 && status <= 128 + LAST_SIGNAL) {
            int signal = status - 128;
            return signal == DISK_SIGNAL
                    ? new Exit.LimitReached(
                            Limit.DISK, "wrote a file of more than " + Amounts.ofBytes(limits.diskBytes()))
                    : new Exit.Signalled(signal);
        }
        return status != 0 && sawForkRefused(pump.end()) ? processLimit() : new Exit.Exited(status);
    }

    /** Between two looks the kernel's own limit may come first; then the command fails by itself, and says so. */
    private static boolean sawForkRefused(String said) {
        return said.contains("Cannot fork")
                || (said.contains("fork") && said.contains("Resource temporarily unavailable"));
    }

    private static void close(Process process) {
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            // Nobody reads it any more either way.
            return;
        }
    }
}
