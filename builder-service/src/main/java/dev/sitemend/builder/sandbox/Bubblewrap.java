package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code setpriv → choom → timeout → prlimit → bwrap}. The order matters: each program replaces itself by the next but
 * {@code timeout}, which stays; so bubblewrap, which dies with its parent <em>thread</em>, has one that does not end.
 */
final class Bubblewrap implements Sandbox {
    // Root can see what others cannot, such as a workspace below /root: in a mount namespace of its own it shows the
    // workspace and the objects below a folder that everybody can pass, before it becomes somebody else.
    private static final String STAGE = "/mnt";
    private static final String STAGE_SCRIPT = """
            set -e
            mount -t tmpfs -o mode=755,size=1m stage /mnt
            mkdir /mnt/objects /mnt/site
            mount --bind "$2" /mnt/objects
            for folder in src out state tools scratch; do
              mkdir "/mnt/site/$folder"
              mount --bind "$1/$folder" "/mnt/site/$folder"
            done
            shift 2
            exec "$@"
            """;

    // The kernel counts threads, a limit counts processes; and it is only the net below the supervision.
    private static final int THREADS_PER_PROCESS = 4;
    private static final int OPEN_FILES = 8192;
    private static final Duration AFTER_THE_LIMIT = Duration.ofSeconds(15);

    private final BubblewrapArguments arguments;
    private final Identity identity;
    private final Users users = new Users();

    Bubblewrap(BubblewrapArguments arguments, Identity identity) {
        this.arguments = arguments;
        this.identity = identity;
    }

    @Override
    public SitePaths paths(Workspace workspace) {
        return BubblewrapArguments.PATHS;
    }

    @Override
    public Exit run(Command command, Workspace workspace, Path objects, Limits limits, OutputStream output)
            throws InterruptedException {
        long uid = identity.isRoot() ? users.take() : identity.uid();
        try {
            Scratch.prepare(workspace, uid);
            if (identity.isRoot()) {
                Ownership.give(workspace, uid);
            }
            ProcessBuilder builder = new ProcessBuilder(launch(command, workspace, objects, limits, uid));
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
        } finally {
            if (identity.isRoot()) {
                users.giveBack(uid);
            }
        }
    }

    private List<String> launch(Command command, Workspace workspace, Path objects, Limits limits, long uid) {
        List<String> launch = new ArrayList<>();
        Path base = Objects.requireNonNull(workspace.source().toAbsolutePath().getParent());
        Path objectsSource = objects;
        if (identity.isRoot()) {
            launch.addAll(
                    List.of("unshare", "--mount", "--", "sh", "-c", STAGE_SCRIPT, "stage", "" + base, "" + objects));
            launch.addAll(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--"));
            base = Path.of(STAGE, "site");
            objectsSource = Path.of(STAGE, "objects");
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
        launch.addAll(arguments.of(command, workspace, base, objects, objectsSource));
        return launch;
    }

    /** Runs {@code true}; says what went wrong, if anything did. */
    Optional<String> tryOut() throws InterruptedException {
        try {
            Path directory = Files.createTempDirectory("sitemend-sandbox");
            try (Workspace workspace = new TrialWorkspace(directory)) {
                Path objects = Files.createDirectory(directory.resolve("objects"));
                Limits limits = Limits.DEFAULT.withWallClock(Duration.ofSeconds(30));
                ByteArrayOutputStream output = new ByteArrayOutputStream();
                Command nothing = new Command(List.of("true"), Map.of(), "/", Network.NONE);
                Exit exit = run(nothing, workspace, objects, limits, output);
                return exit.equals(new Exit.Exited(0))
                        ? Optional.empty()
                        : Optional.of(exit + ", saying: "
                                + output.toString(StandardCharsets.UTF_8).strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot try out the sandbox in a temporary directory", e);
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

    private record TrialWorkspace(Path directory) implements Workspace {
        TrialWorkspace {
            for (String name : List.of("src", "out", "state", "tools", "scratch")) {
                try {
                    Files.createDirectory(directory.resolve(name));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public Path source() {
            return directory.resolve("src");
        }

        @Override
        public Path output() {
            return directory.resolve("out");
        }

        @Override
        public Path state() {
            return directory.resolve("state");
        }

        @Override
        public Path tools() {
            return directory.resolve("tools");
        }

        @Override
        public Path scratch() {
            return directory.resolve("scratch");
        }

        @Override
        public void close() {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(java.util.Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot delete " + directory, e);
            }
        }
    }
}
