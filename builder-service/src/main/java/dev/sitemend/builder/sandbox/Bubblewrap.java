package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Identity;
import dev.sitemend.builder.workspace.Method;
import dev.sitemend.builder.workspace.Owners;
import dev.sitemend.builder.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code setpriv → choom → timeout → prlimit → bwrap}. The order matters: each program replaces itself by the next but
 * {@code timeout}, which stays; so bubblewrap, which dies with its parent <em>thread</em>, has one that does not end.
 */
final class Bubblewrap implements Sandbox {
    // The kernel counts threads, a limit counts processes; and it is only the net below the supervision.
    private static final int THREADS_PER_PROCESS = 4;
    private static final int OPEN_FILES = 8192;
    private static final Duration AFTER_THE_LIMIT = Duration.ofSeconds(15);

    private final BubblewrapArguments arguments;
    private final Identity identity;
    private final Stage stage;

    Bubblewrap(BubblewrapArguments arguments, Identity identity) {
        this.arguments = arguments;
        this.identity = identity;
        this.stage = new Stage(identity);
    }

    @Override
    public SitePaths paths(Workspace workspace) {
        return BubblewrapArguments.PATHS;
    }

    @Override
    public Exit run(Command command, Workspace workspace, Path objects, Limits limits, OutputStream output)
            throws InterruptedException {
        try {
            Scratch.prepare(workspace);
            ProcessBuilder builder = new ProcessBuilder(launch(command, workspace, objects, limits));
            builder.environment().clear();
            builder.environment().put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
            // Not for the command, whose environment is its own: it tells the next builder whose leftovers these are.
            builder.environment()
                    .put(
                            "SITEMEND_WORKSPACE",
                            workspace.source().toAbsolutePath().getParent() + "/");
            builder.redirectErrorStream(true);
            builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            builder.directory(new java.io.File("/"));
            Process process = builder.start();
            return new Supervision(limits, workspace, new Namespaced(process)).watch(process, output);
        } catch (IOException e) {
            return new Exit.NotStarted("Cannot start the sandbox: " + e.getMessage());
        }
    }

    private List<String> launch(Command command, Workspace workspace, Path objects, Limits limits) {
        Stage.Setting setting = stage.of(workspace, objects);
        List<String> launch = new ArrayList<>(setting.before());
        long uid = workspace.owner();
        if (identity.isRoot()) {
            launch.addAll(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--"));
        }
        launch.addAll(List.of("choom", "-n", "1000", "--"));
        long seconds = limits.wallClock().plus(AFTER_THE_LIMIT).toSeconds();
        launch.addAll(List.of("timeout", "-s", "KILL", Long.toString(seconds)));
        long threads = ProcessTable.threadsOf(uid) + (long) THREADS_PER_PROCESS * limits.processes();
        launch.addAll(List.of(
                "prlimit",
                "--core=0",
                "--nofile=" + OPEN_FILES,
                "--nproc=" + threads,
                "--data=" + 2 * limits.memoryBytes(),
                "--fsize=" + limits.diskBytes(),
                "--"));
        launch.addAll(arguments.of(command, uid, setting.places(), objects));
        return launch;
    }

    /**
     * Runs a command that changes each folder of a trial workspace; says what went wrong, if anything did.
     *
     * @param directory on the disk that workspaces will be on
     */
    Optional<String> tryOut(Path directory, Method method) throws InterruptedException {
        try (Trial trial = Trial.open(directory, method, Owners.confined(identity))) {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            Limits limits = Limits.DEFAULT.withWallClock(Duration.ofSeconds(30));
            Command touch = new Command(Trial.COMMAND, Map.of(), "/", Network.NONE);
            Exit exit = run(touch, trial.workspace(), trial.objects(), limits, output);
            return exit.equals(new Exit.Exited(0))
                    ? trial.trouble()
                    : Optional.of(exit + ", saying: "
                            + output.toString(StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot try out the sandbox below " + directory, e);
        }
    }

    /** Everything is below the first process of a namespace, and dies with it. */
    private record Namespaced(Process process) implements Supervision.Tree {
        @Override
        public List<Long> pids() {
            return ProcessTable.tree(process.pid());
        }

        @Override
        public void kill() {
            List<Long> pids = process.isAlive() ? pids() : List.of();
            pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).forEach(ProcessHandle::destroyForcibly);
        }
    }
}
