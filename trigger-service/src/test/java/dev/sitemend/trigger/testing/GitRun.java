package dev.sitemend.trigger.testing;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a run of C Git ended, and all that it printed. */
public record GitRun(int exit, String output) {
    /** Runs Git in a folder, with nobody at the terminal. */
    public static GitRun git(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new GitRun(process.waitFor(), output);
    }

    public GitRun orFail() {
        if (exit != 0) {
            throw new AssertionError("git ended with " + exit + ": " + output);
        }
        return this;
    }
}
