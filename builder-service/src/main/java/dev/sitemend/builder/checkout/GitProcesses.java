package dev.sitemend.builder.checkout;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs one Git command at a time and leaves none behind. Arguments never hold secrets: those go by environment. */
final class GitProcesses {
    // More errors than this help nobody; the output is at most a list of all paths.
    private static final int ERRORS_KEPT = 64 * 1024;

    private final String program;
    private final GitEnvironment environment;

    GitProcesses(String program, GitEnvironment environment) {
        this.program = program;
        this.environment = environment;
    }

    CommandLineGit.Answer run(Duration limit, Map<String, String> variables, List<String> arguments)
            throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment.variables());
        builder.environment().putAll(variables);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));

        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new CheckoutException("Cannot start " + program + ": " + e.getMessage(), e);
        }
        try {
            return await(process, limit, arguments);
        } finally {
            kill(process);
        }
    }

    private static CommandLineGit.Answer await(Process process, Duration limit, List<String> arguments)
            throws InterruptedException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        Thread out = Thread.startVirtualThread(() -> copy(process.getInputStream(), output, Integer.MAX_VALUE));
        Thread err = Thread.startVirtualThread(() -> copy(process.getErrorStream(), errors, ERRORS_KEPT));
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return new CommandLineGit.Answer(
                    -1, "", "git " + arguments.getFirst() + " did not end within " + limit.toMinutes() + " min");
        }
        out.join();
        err.join();
        return new CommandLineGit.Answer(
                process.exitValue(), output.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
    }

    private static void copy(InputStream from, ByteArrayOutputStream to, int keep) {
        byte[] buffer = new byte[8192];
        try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                to.write(buffer, 0, Math.min(n, Math.max(0, keep - to.size())));
            }
        } catch (IOException e) {
            // The process was killed while it wrote: its status says so.
            return;
        }
    }

    private static void kill(Process process) {
        if (!process.isAlive()) {
            return; // To look for descendants is to read all of /proc, and those of the dead are nobody's.
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
