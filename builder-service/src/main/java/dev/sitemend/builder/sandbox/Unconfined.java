package dev.sitemend.builder.sandbox;

import dev.sitemend.builder.workspace.View;
import dev.sitemend.builder.workspace.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Without confinement, as the builder's own user. A command's processes are those that descend from it, and those that
 * carry its mark in their environment though their parents are gone.
 */
final class Unconfined implements Sandbox {
    private static final String MARK = "SITEMEND_COMMAND";
    private static final Pattern NOT_THERE = Pattern.compile("error[=:] ?(?:2|13)\\b");
    private static final List<String> PASSED_ON =
            List.of("PATH", "http_proxy", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY");

    private final Map<String, String> inherited;

    Unconfined(Map<String, String> inherited) {
        this.inherited = inherited;
    }

    @Override
    public SitePaths paths(Workspace workspace) {
        Path scratch = workspace.scratch().toAbsolutePath();
        if (!(workspace.view() instanceof View.Folders(Path source, Path output, Path state))) {
            throw new IllegalStateException("Cannot run a command without a sandbox over layers: nothing merges them");
        }
        return new SitePaths(
                source.toAbsolutePath().toString(),
                output.toAbsolutePath().toString(),
                state.toAbsolutePath().toString(),
                workspace.tools().toAbsolutePath().toString(),
                scratch.resolve("home").toString(),
                scratch.resolve("tmp").toString());
    }

    @Override
    public Exit run(Command command, Workspace workspace, Path objects, Limits limits, OutputStream output)
            throws InterruptedException {
        String mark = UUID.randomUUID().toString();
        try {
            Scratch.prepare(workspace);
            ProcessBuilder builder = new ProcessBuilder(command.arguments());
            environment(builder.environment(), command, workspace, mark);
            builder.directory(new File(command.directory()));
            builder.redirectErrorStream(true);
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            Process process = builder.start();
            return new Supervision(limits, workspace, new Marked(process, MARK + "=" + mark)).watch(process, output);
        } catch (IOException e) {
            // The JDK's way to say that the program is not there, or only in folders of the PATH that others may enter.
            return NOT_THERE.matcher(String.valueOf(e.getMessage())).find()
                    ? new Exit.Exited(127)
                    : new Exit.NotStarted("Cannot start " + command.arguments().getFirst() + ": " + e.getMessage());
        }
    }

    private void environment(Map<String, String> variables, Command command, Workspace workspace, String mark) {
        SitePaths paths = paths(workspace);
        variables.clear();
        for (String name : PASSED_ON) {
            String value = inherited.get(name);
            if (value != null) {
                variables.put(name, value);
            }
        }
        variables.put("HOME", paths.home());
        variables.put("TMPDIR", paths.temporary());
        variables.put("TZ", "UTC");
        variables.put("LANG", "C.UTF-8");
        variables.put("LC_ALL", "C.UTF-8");
        variables.putAll(command.environment());
        variables.put(MARK, mark);
        variables.put("SITEMEND_WORKSPACE", workspace.source().toAbsolutePath().getParent() + "/");
    }

    private record Marked(Process process, String mark) implements Supervision.Tree {
        private static final int TRIES = 100;
        private static final Duration PAUSE = Duration.ofMillis(20);

        @Override
        public List<Long> pids() {
            Set<Long> pids = new LinkedHashSet<>();
            if (process.isAlive()) {
                pids.addAll(ProcessTable.tree(process.pid()));
            }
            for (long marked : ProcessTable.withEnvironment(mark)) {
                pids.addAll(ProcessTable.tree(marked));
            }
            return List.copyOf(pids);
        }

        @Override
        public void kill() {
            // A process may start another between the look and the kill; a bomb is slower each round.
            for (int i = 0; i < TRIES; i++) {
                List<Long> pids = pids();
                if (pids.isEmpty()) {
                    return;
                }
                pids.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).forEach(ProcessHandle::destroyForcibly);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }
}
